import { mkdir, mkdtemp, copyFile, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { isLectorError } from '../../src/errors.js';

const CORPUS = path.resolve(import.meta.dirname, '../bad-inputs/config');

/** file, code, and what the message or hint must say. */
const REFUSED = [
  ['base-url-credentials.yaml', 'E_URL_CREDENTIALS', 'baseUrl'],
  ['base-url-javascript.yaml', 'E_URL_SCHEME', 'baseUrl'],
  ['base-url-no-scheme.yaml', 'E_URL', 'https://pod.example.org/'],
  ['budget-infinity.yaml', 'E_FIELD_RANGE', '--no-budget'],
  ['budget-nan.yaml', 'E_FIELD_TYPE', 'budget.maxUsd'],
  ['budget-negative.yaml', 'E_FIELD_RANGE', 'budget.maxUsd'],
  ['budget-text.yaml', 'E_FIELD_TYPE', 'budget.maxUsd'],
  ['comments.json', 'E_JSON', 'line 2'],
  ['concurrency-zero.yaml', 'E_FIELD_RANGE', '1..64'],
  ['duplicate-key.yaml', 'E_YAML', '"title"'],
  ['email-header.yaml', 'E_FIELD_EMAIL', 'owner.email'],
  ['empty.yaml', 'E_CONFIG_EMPTY', 'lector init'],
  ['inline-secret.yaml', 'E_SECRET_IN_CONFIG', '${ELEVENLABS_API_KEY}'],
  ['language-bad.yaml', 'E_FIELD_LANG', 'language'],
  ['list-root.yaml', 'E_FIELD_TYPE', 'root: expected mapping'],
  ['missing-title.yaml', 'E_FIELD_MISSING', 'title'],
  ['not-yaml.yaml', 'E_YAML', 'YAML'],
  ['out-inside-source.yaml', 'E_OUT_DIR', 'below source'],
  ['out-is-source.yaml', 'E_OUT_DIR', 'equals source'],
  ['out-parent.yaml', 'E_OUT_DIR', 'outDir'],
  ['out-root.yaml', 'E_OUT_DIR', 'outDir "/"'],
  ['proto.json', 'E_UNKNOWN_KEY', '__proto__'],
  ['timeout-overflow.yaml', 'E_FIELD_RANGE', '600000'],
] as const;

describe('loadConfig', () => {
  it.each(REFUSED)('refuses %s with %s and says %s', async (name, code, says) => {
    const error = await load(name);
    expect(error).toMatchObject({ code, exitCode: 3 });
    expect(`${error?.message} ${error?.hint}`).toContain(says);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  it('names file, line and column of a fault', async () => {
    expect((await load('duplicate-key.yaml'))?.place).toMatchObject({ file: 'duplicate-key.yaml', line: 4 });
  });

  it('never shows a key that stands in the file', async () => {
    const error = await load('inline-secret.yaml');
    expect(JSON.stringify([error?.message, error?.hint, error?.more])).not.toContain('sk_0000');
  });

  it.each([
    ['Newz', 'did you mean "News"?'],
    ['News > Dayly News', 'did you mean "News > Daily News"?'],
    ['Daily News', 'use one of: Arts, Business'],
    ['Government > Local', 'use one of: Government.'],
  ])('refuses the category %s, which Apple does not have', async (category, says) => {
    const error = await loadText(`title: A show\ncategory: ${category}\n`);
    expect(error).toMatchObject({ code: 'E_FIELD_TYPE', exitCode: 3, place: { line: 2 } });
    expect(error?.hint).toContain(says);
  });

  it('reports every fault at once', async () => {
    const error = await loadText('title: ""\nlanguage: klingon!!\nconcurency: 2\n');
    const codes = [error?.code, ...(error?.more ?? []).map((finding) => finding.code)];
    expect(codes.sort()).toEqual(['E_FIELD_EMPTY', 'E_FIELD_LANG', 'E_UNKNOWN_KEY']);
    expect(JSON.stringify(error?.more)).toContain('did you mean \\"concurrency\\"');
  });

  it('warns of an address that is not encrypted', async () => {
    const root = await projectWith('base-url-http.yaml');
    const { warnings } = await loadConfig({ cwd: root, file: 'base-url-http.yaml' });
    expect(warnings).toMatchObject([{ code: 'W_URL_HTTP', place: { file: 'base-url-http.yaml', line: 2 } }]);
  });

  it('warns of an MP3 that is sought inexactly, and of no other', async () => {
    const root = await projectWith('base-url-http.yaml');
    const text = await readFile(path.join(root, 'base-url-http.yaml'), 'utf8');
    const codesOf = async (audio: string): Promise<readonly string[]> => {
      await writeFile(path.join(root, 'seek.yaml'), `${text}\naudio: ${audio}\n`);
      return (await loadConfig({ cwd: root, file: 'seek.yaml' })).warnings.map(({ code }) => code);
    };
    expect(await codesOf('{mp3: {mode: vbr}}')).toContain('W_MP3_SEEK');
    expect(await codesOf('{mp3: {mode: cbr}}')).not.toContain('W_MP3_SEEK');
    expect(await codesOf('{formats: [opus], mp3: {mode: vbr}}')).not.toContain('W_MP3_SEEK');
  });

  it('tells a missing file from a folder', async () => {
    const root = await mkdtemp(path.join(os.tmpdir(), 'lector-config-'));
    await mkdir(path.join(root, 'sub'));
    await expect(loadConfig({ cwd: root, file: 'nope.yaml' })).rejects.toMatchObject({
      exitCode: 2,
      message: 'nope.yaml: no such file.',
    });
    await expect(loadConfig({ cwd: root, file: 'sub' })).rejects.toMatchObject({
      exitCode: 2,
      message: 'sub is a folder.',
    });
  });

  it('forgets the voice when the command line names another engine', async () => {
    const root = await mkdtemp(path.join(os.tmpdir(), 'lector-config-'));
    await writeFile(path.join(root, 'lector.yaml'), 'title: A\ntts: {engine: embedded, voice: slt}\n');
    const { config } = await loadConfig({ cwd: root, overrides: { engine: 'silence' } });
    expect(config.tts).toMatchObject({ engine: 'silence' });
    expect(config.tts.voice).toBeUndefined();
  });
});

async function projectWith(name: string): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'lector-config-'));
  await copyFile(path.join(CORPUS, name), path.join(root, name));
  return root;
}

async function load(name: string): Promise<ReturnType<typeof caught>> {
  return caught(loadConfig({ cwd: await projectWith(name), file: name }));
}

async function loadText(text: string): Promise<ReturnType<typeof caught>> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'lector-config-'));
  await writeFile(path.join(root, 'lector.yaml'), text);
  return caught(loadConfig({ cwd: root }));
}

async function caught(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isLectorError(error) ? error : undefined;
}
