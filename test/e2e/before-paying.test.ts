import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFaultyServer, type FaultyServer } from '../narration/engines/faulty-speech-server.js';
import { fakeFfmpeg, makeProgram } from '../run-tool/fake-program.js';
import { build } from './bad-inputs/test-show.js';
import { makeFastFolder } from './disk-states.js';
import { fullDisk, takesRoom, watchDisk } from './faulty-disk.mjs';
import { article, makeProject, TEST_CONFIG, type TestProject } from './project.js';

type Refusal = { readonly exitCode: number; readonly code: string };
/** Makes a show that cannot be built; `end` undoes what reaches beyond it. */
type Spoil = (project: TestProject) => Promise<{ readonly end?: () => void } | void>;

const ENVIRONMENT = 7;
const INPUT = 4;
const CONFIG = 3;

/** What the system says of every file below a folder that may not be written. */
const refuseBelow =
  (folder: string, code: string): Spoil =>
  async ({ root }) => ({
    end: await watchDisk({
      root: path.join(root, folder),
      before({ name, names: [file = ''] }) {
        if (takesRoom(name)) throw Object.assign(new Error(`${code}: ${name} '${file}'`), { code });
        return undefined;
      },
    }),
  });

const fill: Spoil = async ({ root }) => ({
  end: await watchDisk({
    root,
    before({ name, names: [file = ''] }) {
      if (takesRoom(name)) throw fullDisk(name, file);
      return undefined;
    },
  }),
});

const put =
  (file: string, content: string): Spoil =>
  (project) =>
    project.write(file, content);

const set =
  (line: string): Spoil =>
  async (project) =>
    project.write('lector.yaml', `${await project.read('lector.yaml')}${line}\n`);

const replace =
  (from: string | RegExp, to: string): Spoil =>
  async (project) =>
    project.write('lector.yaml', (await project.read('lector.yaml')).replace(from, to));

/** An ffmpeg of the show's own. */
const useFfmpeg =
  (script: string): Spoil =>
  async (project) =>
    set(`ffmpeg: {path: ${await makeProgram(project.root, 'own-ffmpeg', script)}}`)(project);

const CASES: Readonly<Record<string, readonly [Spoil, Refusal]>> = {
  'a file where the output folder should be': [put('output', 'x'), { exitCode: ENVIRONMENT, code: 'E_WRITE' }],
  'a file where the state folder should be': [put('.lector', 'x'), { exitCode: ENVIRONMENT, code: 'E_WRITE' }],
  'a file where the clips should be': [put('.lector/clips', 'x'), { exitCode: ENVIRONMENT, code: 'E_WRITE' }],
  'a file where encoded audio should be': [put('.lector/audio', 'x'), { exitCode: ENVIRONMENT, code: 'E_WRITE' }],
  'an output folder that is read-only': [refuseBelow('output', 'EROFS'), { exitCode: ENVIRONMENT, code: 'E_WRITE' }],
  'an output folder of somebody else': [refuseBelow('output', 'EACCES'), { exitCode: ENVIRONMENT, code: 'E_WRITE' }],
  'a state folder of somebody else': [refuseBelow('.lector', 'EACCES'), { exitCode: ENVIRONMENT, code: 'E_WRITE' }],
  'clips of somebody else': [refuseBelow('.lector/clips', 'EACCES'), { exitCode: ENVIRONMENT, code: 'E_WRITE' }],
  'encoded audio of somebody else': [
    refuseBelow('.lector/audio', 'EACCES'),
    { exitCode: ENVIRONMENT, code: 'E_WRITE' },
  ],
  'a quota that is used up': [refuseBelow('output', 'EDQUOT'), { exitCode: ENVIRONMENT, code: 'E_DISK' }],
  'a full disk': [fill, { exitCode: ENVIRONMENT, code: 'E_DISK' }],
  'no ffmpeg': [set('ffmpeg: {path: /nowhere/ffmpeg}'), { exitCode: ENVIRONMENT, code: 'E_FFMPEG_MISSING' }],
  'an ffmpeg of long ago': [useFfmpeg(fakeFfmpeg('3.4')), { exitCode: ENVIRONMENT, code: 'E_FFMPEG_OLD' }],
  'an ffmpeg that cannot write MP3': [
    useFfmpeg(fakeFfmpeg('6.1', { encoders: ['aac'] })),
    { exitCode: ENVIRONMENT, code: 'E_FFMPEG' },
  ],
  'a budget of nothing': [set('budget: {maxUsd: 0}'), { exitCode: 6, code: 'E_BUDGET' }],
  'a spoken template with a mistake': [
    put('templates/spoken/intro.hbs', '{{episode.titel}}'),
    { exitCode: CONFIG, code: 'E_TEMPLATE_FIELD' },
  ],
  'a template of the notes with a mistake': [
    put('templates/notes/description.hbs', '{{episode.titel}}'),
    { exitCode: CONFIG, code: 'E_TEMPLATE_FIELD' },
  ],
  'a template of a page with a mistake': [
    put('templates/pages/episode.hbs', '{{#if}'),
    { exitCode: CONFIG, code: 'E_TEMPLATE' },
  ],
  'a damaged lexicon': [put('lexicon.yaml', 'words: ['), { exitCode: CONFIG, code: 'E_LEXICON' }],
  'a damaged list of takes': [put('audio/takes.json', '{'), { exitCode: CONFIG, code: 'E_JSON' }],
  'a pause that does not exist': [set('pauses: {afterTitel: 3}'), { exitCode: CONFIG, code: 'E_UNKNOWN_KEY' }],
  'a sting that is not there': [
    replace('audio: {', 'audio: {intro: nowhere.wav, '),
    { exitCode: INPUT, code: 'E_AUDIO' },
  ],
  'a sting that is no sound': [
    async (project) => {
      await put('sting.wav', 'not a sound')(project);
      await replace('audio: {', 'audio: {intro: sting.wav, ')(project);
    },
    { exitCode: INPUT, code: 'E_AUDIO_DECODE' },
  ],
  'a cover that is not there': [replace('cover.jpg', 'nowhere.jpg'), { exitCode: INPUT, code: 'E_IMAGE' }],
  'a cover that is no picture': [put('cover.jpg', 'not a picture'), { exitCode: INPUT, code: 'E_IMAGE' }],
};

describe('nothing is paid for a build that cannot end well, because of', () => {
  let folder: string;
  let server: FaultyServer;
  beforeAll(async () => {
    server = await startFaultyServer();
    folder = makeFastFolder();
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(Object.entries(CASES))('%s', async (_, [spoil, refusal]) => {
    const project = await makeProject({ 'articles/one.md': article('One') }, { parent: folder });
    const tts = `tts: {engine: openai, settings: {baseUrl: "${server.url('ok')}", pricePerMillionCharactersUsd: 15}}`;
    await project.write('lector.yaml', TEST_CONFIG.replace('tts: {engine: silence}', tts));
    const before = server.requestCount();
    const spoiled = await spoil(project);
    const { exitCode, findings, text } = await build(project.root);
    spoiled?.end?.();
    const codes = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect({ exitCode, code: codes[0], text, requests: server.requestCount() - before }).toEqual({
      ...refusal,
      text,
      requests: 0,
    });
  });
});
