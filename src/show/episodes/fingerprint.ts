import { hash } from 'node:crypto';
import { readdirSync, statSync, type Dirent, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ShowState } from '../../context.js';
import type { Article, Briefing, Programme, SourceItem } from '../../model/article.js';
import { MIN_CHAPTER_COUNT } from '../../model/chapter.js';
import { present } from '../../model/present.js';
import type { Script } from '../../model/script.js';
import { outlineOf, wholeItem } from '../../model/text/article-text.js';
import { LECTOR_VERSION } from '../../model/version.js';
import { hashFile, openMemo, type Memo } from '../../workspace.js';
import type { Assignment } from '../items/assign-records.js';
import type { WritingPlan } from '../../script/write-script.js';
import { shownSources } from '../publication/pictures/article-pictures.js';
import { pictureOf } from '../publication/pictures/episode-art.js';
import type { EpisodeTakes } from './takes.js';

/** What an episode is made of, as two hashes of what flows; what may have influenced that has no part in them. */
export type Fingerprint = {
  /** Of what is heard: words, voices, pauses, recordings, sound settings. The same means its sound stands. */
  readonly sound: string;
  /** Of that and everything written about it: tags, cover, chapters, texts. The same means nothing is to be done. */
  readonly whole: string;
};

/** What an episode is made with besides its item. */
type Made = EpisodeTakes & { readonly plan: WritingPlan };

/** Tells what episodes are made of. What takes time is remembered by what it was made from. */
export type Fingerprints = {
  of(assignment: Assignment, made: Made): Promise<Fingerprint>;
  /** Keeps what was found out for the next run. */
  save(): Promise<void>;
};

type ScriptHashes = { readonly sound: string; readonly whole: string };

/** @param writeScript Writes the script an episode would be narrated from. */
export async function openFingerprints(
  state: ShowState,
  writeScript: (item: Article | Briefing, plan: WritingPlan) => Promise<Script>,
): Promise<Fingerprints> {
  const { config, show } = state;
  const memo = await openMemo(path.join(config.stateDir, 'cache', 'fingerprints.json'));
  const fileHash = async (file: string | undefined): Promise<string> =>
    file === undefined ? '' : hashOnce(file, { memo, root: config.root });
  const { bitrateKbps, sampleRateHz, channels, loudnessLufs, truePeakDbtp } = config.audio;
  const { formats } = config.audio;
  // A show of MP3 alone is told as it was when there was nothing else.
  const isMp3Alone = formats.length === 1 && formats[0] === 'mp3';
  const variable = config.audio.mp3.mode === 'vbr' ? [config.audio.mp3] : [];
  const level = [loudnessLufs, truePeakDbtp];
  const format = [bitrateKbps, sampleRateHz, channels, ...level, ...(isMp3Alone ? [] : [formats]), ...variable];
  const { engine, settings, voice, rate } = config.tts;
  const stingHash = (sting: string | undefined): Promise<string> =>
    fileHash(sting === undefined ? sting : path.resolve(config.root, sting)).catch(() => 'missing');
  const stings = [await stingHash(config.audio.intro), await stingHash(config.audio.outro)];
  const pace = config.pace === undefined ? {} : { pace: config.pace };
  const { music } = config.audio;
  const played = Object.entries(present(music ?? {})).map(async ([kind, plan]) => [
    kind,
    plan,
    await stingHash(plan.file),
  ]);
  const mixed = music === undefined ? {} : { music: await Promise.all(played) };
  const narrated = hashOf({ format, stings, engine, settings, voice, rate, ...pace, ...mixed });
  const cover = await fileHash(config.imagePath);
  const { author, copyright, disclosure } = config;
  const { certificate } = disclosure.c2pa ?? {};
  const signed =
    certificate === undefined ? [] : [await fileHash(path.resolve(config.root, certificate)).catch(() => 'missing')];
  const tags = hashOf([LECTOR_VERSION, show.title, author, copyright, show.isExplicit, cover, ...signed]);
  // Formatters a caller brings cannot be told apart by their bytes: with them every script is written anew.
  const isRemembering = Object.keys(state.templates.formatters ?? {}).length === 0;
  const influences = isRemembering ? await hashInfluences(state) : '';

  function keyOfScript(item: Article | Briefing, plan: WritingPlan): string {
    return hashOf([influences, plan, item]);
  }

  async function hashesOfScript(item: Article | Briefing, plan: WritingPlan): Promise<ScriptHashes> {
    const make = async (): Promise<string> => {
      const script = await writeScript(item, plan);
      return `${hashOf(heardOf(script))} ${hashOf([script.utterances, script.sections])}`;
    };
    const text = isRemembering ? await memo.recall(keyOfScript(item, plan), make) : await make();
    const [sound = '', whole = ''] = text.split(' ');
    return { sound, whole };
  }

  async function hashesOfRecording(item: Programme): Promise<ScriptHashes> {
    const audio = await fileHash(item.audioPath);
    const isMastered = item.isAsIs !== true && !item.enclosure;
    const sound = isMastered ? [format, audio] : ['as it is', audio, item.enclosure];
    return { sound: hashOf(sound), whole: await fileHash(item.transcriptPath) };
  }

  /** Of a picture of the project, which is embedded; one of the web is told by its address. */
  async function artHash(item: SourceItem): Promise<readonly string[]> {
    const picture = pictureOf(item);
    if (picture === undefined && config.artwork.episodes) return ['drawn', config.artwork.color ?? ''];
    if (picture === undefined || /^https?:/iu.test(picture)) return [];
    return fileHash(path.resolve(config.root, picture)).then(
      (hash) => [hash],
      () => [],
    );
  }

  /** Of the pictures an article shows; those of the web are told by their addresses. */
  async function pictureHashes(item: SourceItem): Promise<readonly unknown[]> {
    const mode = config.reading.chapterPictures;
    if (mode === false || item.kind === 'programme') return [];
    const sources = shownSources(item, mode);
    const hashes = sources.map(async (source) =>
      /^https?:/iu.test(source) ? source : fileHash(path.resolve(config.root, source)).catch(() => ''),
    );
    return sources.length === 0 ? [] : [['pictures', ...(await Promise.all(hashes))]];
  }

  return {
    async of(assignment, made) {
      const { item } = assignment;
      if (item.kind === 'programme' || !isRemembering) return fingerprintOf(assignment, made);
      const { takes, recordings, plan } = made;
      const { guid, slug, publishedAt } = assignment;
      const spoken = await Promise.all([...recordings].map(async ([id, file]) => [id, await fileHash(file)]));
      const pictures = [await artHash(item), ...(await pictureHashes(item))];
      const given = [influences, narrated, tags, plan, [...takes].sort(byId), spoken, ...pictures];
      const key = hashOf(['episode', ...given, guid, slug, publishedAt, outlineOf(item)]);
      const text = await memo.recall(key, async () => {
        const whole = await wholeItem(item);
        const { sound, whole: all } = await fingerprintOf({ ...assignment, item: whole }, made);
        return [sound, all, keyOfScript(whole as Article | Briefing, plan)].join(' ');
      });
      const [sound = '', whole = '', script = ''] = text.split(' ');
      // What it was made of is needed again when something else of it changes.
      memo.keep(script);
      return { sound, whole };
    },
    save: () => memo.save(),
  };

  async function fingerprintOf(
    { item, guid, slug, publishedAt }: Assignment,
    { takes, recordings, plan }: Made,
  ): Promise<Fingerprint> {
    const hashes = await (item.kind === 'programme' ? hashesOfRecording(item) : hashesOfScript(item, plan));
    const spoken = await Promise.all([...recordings].map(async ([id, file]) => [id, await fileHash(file)] as const));
    const sound =
      item.kind === 'programme'
        ? hashes.sound
        : hashOf([narrated, hashes.sound, [...takes].sort(byId), spoken, ...ownMusic(item)]);
    const art = [...(await artHash(item)), ...(await pictureHashes(item))];
    const whole = hashOf([sound, hashes.whole, tags, flowingOf(item), guid, slug, publishedAt, ...art]);
    return { sound, whole };
  }
}

/** Which of the show's music it wants, where it says so. */
function ownMusic({ options: { music } }: SourceItem): readonly unknown[] {
  return music === undefined ? [] : [['music', ...music]];
}

/** What of a script is heard; how it is shown, and why each word is said as it is, is not. */
function heardOf({ language, utterances, sections }: Script): unknown {
  // Where sections become chapters each begins on a whole second.
  const starts = new Set(sections.length >= MIN_CHAPTER_COUNT ? sections.map(({ utteranceId }) => utteranceId) : []);
  return [
    language,
    utterances.map(({ id, spoken, lang, voice, pauseAfterMs }) => [spoken, lang, voice, pauseAfterMs, starts.has(id)]),
  ];
}

/** An item without what never leaves this machine or this run. */
function flowingOf(item: SourceItem): unknown {
  const { image = '' } = item;
  const web = /^https?:/iu.test(image) ? image : '';
  const shared = { ...item, arrival: undefined, aliases: undefined, provenance: {}, image: web };
  if (item.kind === 'briefing') return { ...shared, articles: item.articles.map(flowingOf) };
  if (item.kind === 'article') return { ...shared, dropped: [] };
  const chapters = item.chapters.map((chapter) => ({ ...chapter, written: undefined }));
  return { ...shared, chapters, audioPath: '', transcriptPath: '' };
}

/** Everything that may change what is written of the same item; a change makes scripts anew and nothing else. */
async function hashInfluences({ config, templates }: ShowState): Promise<string> {
  const { tts, reading, opening, pace, pauses, title, author } = config;
  const lexicon = await hashFile(config.lexiconPath).catch(() => '');
  const spoken = templates.directories.map((folder) => listStamps(folder, /\.hbs$/u));
  const program = listStamps(fileURLToPath(new URL('../../', import.meta.url)), /(?<!\.d)\.[jt]s$/u);
  const { roles, speakers, voice, voices } = tts;
  return hashOf([
    LECTOR_VERSION,
    program,
    roles,
    speakers,
    voice,
    voices,
    reading,
    opening,
    pace,
    pauses,
    title,
    author,
    lexicon,
    spoken,
  ]);
}

/**
 * Size and time of the last change of every file below a folder, links followed; in one go, for there are hundreds, and
 * without joining paths, which takes twice as long as looking.
 */
function listStamps(folder: string, isMeant: RegExp, within = ''): readonly unknown[] {
  const entries = entriesOf(folder).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const { name } = entry;
    if (!entry.isDirectory() && !entry.isSymbolicLink() && !isMeant.test(name)) return [];
    const file = `${folder}${path.sep}${name}`;
    // A folder that is linked may hold the link.
    const stats = entry.isDirectory() ? undefined : lookAt(file);
    if (entry.isDirectory()) return listStamps(file, isMeant, `${within}${name}/`);
    return stats && isMeant.test(name) ? [[`${within}${name}`, stats.size, stats.mtimeMs]] : [];
  });
}

/** Nothing for a folder that is not there, or that nobody may look into. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Nothing for a link that leads nowhere, or round in a circle. */
function lookAt(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

async function stampOf(file: string): Promise<string> {
  // The time of change cannot be set by who copies a file and gives it the date of another.
  const { size, mtimeMs, ctimeMs } = await stat(file);
  return `${size} ${mtimeMs} ${ctimeMs}`;
}

/** The hash of a file's bytes, read again only when its size or a time of it is another. */
async function hashOnce(file: string, { memo, root }: { memo: Memo; root: string }): Promise<string> {
  return memo.recall(`${path.relative(root, file)} ${await stampOf(file)}`, () => hashFile(file));
}

function byId([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function hashOf(value: unknown): string {
  return hash('sha256', JSON.stringify(value));
}
