import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { CHAPTER_FORMATS } from '../chapters/formats/index.js';
import { checkFeed } from '../feed/check-feed.js';
import { PROFILE_NAMES, type CheckProfile } from '../model/codes/check-profiles.js';
import { readXml } from '../markup/xml-tree.js';
import type { Finding } from '../model/finding.js';
import { present } from '../model/present.js';
import { besideAudio, dataBesideAudio, EPISODE_FILES } from '../model/publication/paths/episode-paths.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import { quoteValue } from '../model/text.js';
import { formatClock } from '../model/time.js';
import type { PublishTarget } from '../publish/target.js';
import { openTarget } from '../publish/open-target.js';
import type { Ffmpeg } from '../run-tool.js';
import { checkAlternate } from './check-alternate.js';
import { checkAudio } from './check-audio.js';
import { checkAudioTexts } from './check-audio-texts.js';
import { checkChapters } from './check-chapters.js';
import { checkDisclosure } from './check-disclosure.js';
import { checkEmbeds } from './pages/check-embeds.js';
import { checkFeeds } from './check-feeds.js';
import { checkImages } from './check-images.js';
import { checkManifest, readRecords, type AudioOnRecord } from './check-manifest.js';
import { checkOutputs, checkPages } from './pages/check-pages.js';
import { checkSearch } from './pages/check-search.js';
import { checkTranscripts, TRANSCRIPT_TYPES } from './check-transcripts.js';
import { answerTo, openCheckedPlace, type CheckedPlace } from './checked-place.js';
import { readPublishedFeed, type PublishedItem } from './published-item.js';
import type { Page } from './pages/read-page.js';

type CheckOptions = {
  /** With it the audio is decoded and its samples are counted; slower. */
  readonly ffmpeg?: Ffmpeg;
  /** With it, episodes dated later are reported. */
  readonly now?: Date;
  /** Whose rules the feed is judged by; all there are unless given. */
  readonly profiles?: readonly CheckProfile[];
};

const EPISODE = z.object({ durationMs: z.number() });

/** {@link checkTarget} for a folder of this machine. */
export function checkOutput(options: CheckOptions & { readonly outDir: string }): Promise<readonly Finding[]> {
  return checkTarget({ ...options, target: openTarget(options) });
}

/**
 * Checks a published show as a whole: the feed and each file it names, and that all of them tell the same.
 *
 * Nothing is written, and nothing is asked but the target. Places are paths below it.
 */
export async function checkTarget(
  options: CheckOptions & { readonly target: PublishTarget },
): Promise<readonly Finding[]> {
  const file = PUBLISHED.feed;
  const place = await openCheckedPlace(options.target);
  const xml = await place.readText(file);
  if (xml === undefined) {
    place.error('E_FEED_MISSING', `there is no ${file} in the published folder.`, {
      file,
      hint: 'run "lector build".',
    });
    return place.findings;
  }
  const findings = checkFeed(xml, {
    fileName: file,
    sizeOf: (name) => place.files.get(name)?.sizeBytes,
    transcriptTypes: TRANSCRIPT_TYPES,
    profiles: options.profiles ?? PROFILE_NAMES,
    ...present({ now: options.now }),
  });
  if (findings.some(({ code }) => /^E_(?:XML|TOO_DEEP|ENCODING$|FEED_NOT_XML|FEED_FORMAT)/u.test(code)))
    return findings;
  const root = readXml(xml, { file, isUtf8Only: true });
  const feed = readPublishedFeed(root);
  const others = await checkFeeds(root, { place, others: await checkOutputs(place) });
  const { language, images, foreignImages } = feed;
  const items = eachOnce([...feed.items, ...others.open]);
  const pages = await checkPages(place);
  await checkImages(images, { ...place, read: (path) => place.target.read(path) });
  for (const { url } of foreignImages) {
    place.warning('W_ART', `the feed names a picture on another host, which nobody checked: ${quoteValue(url)}.`, {
      file,
      hint: 'build the show again: pictures of episodes are published with it.',
    });
  }
  const episodes = await readRecords(place);
  const onRecord = checkManifest(items, { episodes, place });
  // Of what subscribers alone have nothing is on record where everybody reads.
  const hidden = eachOnce([...items, ...others.hidden]).slice(items.length);
  const asked = options.profiles ?? PROFILE_NAMES;
  const context = { place, pages, onRecord, ...present({ ffmpeg: options.ffmpeg }) };
  const disclosing = asked.includes('disclosure') ? { language } : undefined;
  for (const item of [...items, ...hidden]) await checkItem(item, { ...context, ...present({ disclosing }) });
  await checkSearch(place);
  await checkAudioTexts(items, { episodes, place });
  await checkEmbeds(place, episodes);
  return [...findings, ...place.findings];
}

/** An episode is the same item in every feed; what is not is told. */
function eachOnce(items: readonly PublishedItem[]): readonly PublishedItem[] {
  return [...new Map(items.map((item) => [`${item.guid} ${item.audioPath}`, item])).values()];
}

type ItemContext = Pick<CheckOptions, 'ffmpeg'> & {
  readonly place: CheckedPlace;
  readonly pages: ReadonlyMap<string, Page>;
  readonly onRecord: ReadonlyMap<string, AudioOnRecord>;
  /** Whether all places say alike whose voice is heard, and in the language of the show. */
  readonly disclosing?: { readonly language: string };
};

async function checkItem(item: PublishedItem, context: ItemContext): Promise<void> {
  const { place, ffmpeg, pages, onRecord, disclosing } = context;
  const declaredMs = await readDeclaredMs(item, place);
  const audio = await withAudio(item, place, async (file) => {
    if (disclosing) {
      const page = item.pagePath === undefined ? undefined : pages.get(answerTo(item.pagePath));
      await checkDisclosure({ item, page, audio: file, language: disclosing.language, place });
    }
    return checkAudio({
      item,
      audio: file,
      report: place,
      ...present({ declaredMs, ffmpeg, onRecord: onRecord.get(item.audioPath ?? '') }),
    });
  });
  const durationMs = declaredMs ?? audio.durationMs;
  const page = checkPage({ item, pages, durationMs, place });
  const json = await readChapters(item, place);
  const others = json === undefined ? [] : await readOtherChapters(item, place);
  checkChapters({ item, others, report: place, ...audio, ...present({ durationMs, page, json }) });
  await checkTranscripts({ item, ...present({ durationMs }) }, place);
  const known = { ...present({ json, declaredMs, ffmpeg, onRecord: onRecord.get(item.audioPath ?? '') }), place };
  for (const alternate of item.alternates) {
    await withAudio({ audioPath: alternate.path }, place, (file) => checkAlternate({ item, alternate, file }, known));
  }
}

/** Gives the audio of an item as a file of this machine; a copy that had to be made is gone afterwards. */
async function withAudio<T>(
  { audioPath }: Pick<PublishedItem, 'audioPath'>,
  { target, files }: CheckedPlace,
  work: (file: string | undefined) => Promise<T>,
): Promise<T> {
  if (audioPath === undefined || !files.has(audioPath)) return work(undefined);
  const folders: string[] = [];
  try {
    const file = await target.download(audioPath, async () => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-audio-'));
      folders.push(folder);
      return folder;
    });
    return await work(file);
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
}

async function readDeclaredMs(item: PublishedItem, place: CheckedPlace): Promise<number | undefined> {
  if (item.audioPath === undefined) return undefined;
  const file = dataBesideAudio(textsAudioOf(item, place) ?? item.audioPath);
  const text = await place.readText(file);
  if (text === undefined) return undefined;
  try {
    return EPISODE.parse(JSON.parse(text)).durationMs;
  } catch {
    place.error('E_JSON', `${quoteValue(item.label)}: ${EPISODE_FILES.data} cannot be read.`, { file });
    return undefined;
  }
}

/** The one of its files that its texts lie beside: in a feed of another format that is not the enclosure. */
function textsAudioOf({ audioPath, alternates }: PublishedItem, { files }: CheckedPlace): string | undefined {
  const paths = [audioPath, ...alternates.map((alternate) => alternate.path)];
  return paths.find((path) => path !== undefined && files.has(dataBesideAudio(path))) ?? audioPath;
}

/** The page of the item is there and tells the same duration. */
function checkPage(options: {
  item: PublishedItem;
  pages: ReadonlyMap<string, Page>;
  durationMs: number | undefined;
  place: CheckedPlace;
}): Page | undefined {
  const { item, pages, durationMs, place } = options;
  if (item.pagePath === undefined) return undefined;
  const file = answerTo(item.pagePath);
  const page = pages.get(file);
  if (!page) {
    place.error('E_FILE_MISSING', `${quoteValue(item.label)}: the feed links a page that is not there.`, { file });
  } else if (durationMs !== undefined && !hasClock(page.text, formatClock(durationMs))) {
    place.warning(
      'W_PAGE_DURATION',
      `${quoteValue(item.label)}: its page does not say that it lasts ${formatClock(durationMs)}.`,
      {
        file,
        hint: 'show {{clock episode.durationMs}} in the page template.',
      },
    );
  }
  return page;
}

function hasClock(text: string, clock: string): boolean {
  return new RegExp(`(?<![\\d:])${clock}(?![\\d:])`, 'u').test(text);
}

async function readChapters(item: PublishedItem, place: CheckedPlace): Promise<string | undefined> {
  const file = item.chaptersPath;
  if (file === undefined) return undefined;
  const text = await place.readText(file);
  if (text === undefined) {
    place.error('E_FILE_MISSING', `${quoteValue(item.label)}: the feed names a chapter file that is not there.`, {
      file,
    });
  }
  return text;
}

/** Chapter files of other formats than the one the feed names, as far as they are published. */
async function readOtherChapters(item: PublishedItem, place: CheckedPlace) {
  const { chaptersPath } = item;
  const audioPath = textsAudioOf(item, place) ?? '';
  const files = CHAPTER_FORMATS.map((format) => ({ format, file: besideAudio(audioPath, format.name) })).filter(
    ({ file }) => file !== chaptersPath,
  );
  const read = await Promise.all(files.map(async (other) => ({ ...other, text: await place.readText(other.file) })));
  return read.flatMap(({ text, ...other }) => (text === undefined ? [] : [{ ...other, text }]));
}
