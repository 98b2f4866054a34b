import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { json as jsonChapters } from '../../chapters/formats/json.js';
import { isLectorError } from '../../errors.js';
import { checkFeed } from '../../feed/check-feed.js';
import { readFeedDocument } from '../../feed/standards/read-feed-document.js';
import type { CheckProfile } from '../../model/codes/check-profiles.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import type { Ffmpeg } from '../../run-tool.js';
import type { FetchOptions } from '../../sources/fetch/fetch-page.js';
import { openHostGate } from '../../sources/fetch/host-gate.js';
import { checkImages } from '../check-images.js';
import { openFindings } from '../checked-place.js';
import { checkTranscripts, TRANSCRIPT_TYPES } from '../check-transcripts.js';
import { readPublishedFeed, type PublishedItem } from '../published-item.js';
import { findEndFault } from './check-audio-ends.js';
import { checkHost, type HostReport } from './check-host.js';
import type { ServedFile } from './host-facts.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';

export type OnlineOptions = {
  /** Which addresses may be asked; retries and waits. */
  readonly fetch: FetchOptions;
  readonly now: () => Date;
  /** With it both ends of the newest audio are decoded. */
  readonly ffmpeg?: Ffmpeg;
  /** The feed that ought to be served. */
  readonly published?: Uint8Array;
  /** Whose rules the feed is judged by; see {@link checkFeed}. */
  readonly profiles?: readonly CheckProfile[];
};

const MEND = 'correct the file and publish it again.';
/** Of the newest episodes; older ones lie on the same host. */
const CHECKED_EPISODES = 10;

/**
 * Checks a feed where it is served: itself, how its host answers, and the pictures, audio, transcripts and chapters of its
 * ten newest items. Places of findings are addresses, and nothing but small parts of audio is fetched.
 */
export async function checkOnline(feedUrl: string, options: OnlineOptions): Promise<readonly Finding[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-online-'));
  try {
    return await checkServed(feedUrl, {
      ...options,
      fetch: { gate: openHostGate({ delayMs: 0 }), ...options.fetch },
      folder,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Context = OnlineOptions & { readonly folder: string };

async function checkServed(feedUrl: string, context: Context): Promise<readonly Finding[]> {
  const served = await checkHost({ url: feedUrl, kind: 'feed', label: 'The feed' }, context);
  const { report, findings } = openFindings(MEND);
  findings.push(...findingsOf(served));
  const bytes = bytesOf(served);
  if (!bytes) return findings;
  findings.push(
    ...checkFeed(bytes, {
      fileName: feedUrl,
      url: served.facts.get.url,
      transcriptTypes: TRANSCRIPT_TYPES,
      now: context.now(),
      ...present({ profiles: context.profiles }),
    }),
  );
  if (context.published && !Buffer.from(bytes).equals(context.published)) {
    report.warning('W_HOST_STALE', 'The feed that is served is not the one in the output folder.', {
      file: feedUrl,
      hint: 'run "lector publish"; if that was done, wait until caches on the way have let the old one go.',
    });
  }
  const feed = readServedFeed(bytes, served.facts.get.url);
  const newest = feed.items.toSorted((a, b) => (b.publishedMs ?? 0) - (a.publishedMs ?? 0)).slice(0, CHECKED_EPISODES);
  findings.push(
    ...(await checkPictures(feed.images.map(({ path: url }) => url).slice(0, CHECKED_EPISODES + 1), context)),
  );
  const askedHosts = new Set<string>();
  for (const item of newest) findings.push(...(await checkItem(item, { ...context, askedHosts })));
  return findings;
}

function readServedFeed(bytes: Uint8Array, feedUrl: string): ReturnType<typeof readPublishedFeed> {
  try {
    const toUrl = (url: string): string | undefined =>
      url !== '' && canParseUrl(url, feedUrl) ? new URL(url, feedUrl).href : undefined;
    return readPublishedFeed(readFeedDocument(bytes, feedUrl).root, toUrl);
  } catch (error) {
    // The rules of feeds have said so.
    if (isLectorError(error)) return { language: '', items: [], images: [], foreignImages: [] };
    throw error;
  }
}

async function checkPictures(urls: readonly string[], context: Context): Promise<readonly Finding[]> {
  const { report, findings } = openFindings(MEND);
  const pictures = new Map<string, Uint8Array>();
  for (const url of new Set(urls)) {
    const served = await checkHost({ url, kind: 'picture', label: `The picture ${nameOf(url)}` }, context);
    findings.push(...findingsOf(served));
    const bytes = bytesOf(served);
    if (bytes) pictures.set(url, bytes);
  }
  const there = [...pictures.keys()].map((url) => ({ path: url, line: 1 }));
  await checkImages(there, { ...report, read: (url) => Promise.resolve(pictures.get(url)) });
  return findings;
}

async function checkItem(
  item: PublishedItem,
  context: Context & { readonly askedHosts: Set<string> },
): Promise<readonly Finding[]> {
  const { report, findings } = openFindings(MEND);
  const label = quoteValue(item.label);
  const { audioPath: audio, audioType: type, audioBytes: lengthBytes, chaptersPath: chapters } = item;
  if (audio !== undefined) {
    const file = {
      url: audio,
      kind: 'audio',
      label: `${label}: its audio`,
      ...present({ type, lengthBytes }),
    } as const;
    findings.push(...(await checkAudio(file, context)));
  }
  for (const transcript of item.transcripts) {
    const text = await readServed({ ...transcript, label: `${label}: its transcript` }, context, findings);
    if (text === undefined) continue;
    // One alone: those of other makers need not agree to the letter.
    const alone = { label: item.label, transcripts: [transcript] };
    await checkTranscripts({ item: alone }, { ...report, readText: () => Promise.resolve(text) });
  }
  if (chapters !== undefined) {
    const file = { path: chapters, type: 'application/json+chapters', label: `${label}: its chapters` };
    const text = await readServed(file, context, findings);
    const { faults } = text === undefined ? { faults: [] } : jsonChapters.read(text, undefined);
    for (const fault of faults) report.error('E_CHAPTERS_JSON', `${label}: ${fault}`, { file: chapters });
  }
  return findings;
}

async function checkAudio(
  file: ServedFile,
  context: Context & { readonly askedHosts: Set<string> },
): Promise<readonly Finding[]> {
  const { host } = new URL(file.url);
  const served = await checkHost(file, { ...context, isThorough: !context.askedHosts.has(host) });
  context.askedHosts.add(host);
  const findings = [...findingsOf(served)];
  if (!context.ffmpeg || served.facts.get.status !== 200) return findings;
  const fault = await findEndFault(served.facts, { ...context, ffmpeg: context.ffmpeg });
  if (fault === undefined) return findings;
  const hint = 'play it from its address; publish it again if it is cut or another file.';
  return [
    ...findings,
    { severity: 'error', code: 'E_AUDIO', message: `${file.label} ${fault}.`, hint, place: { file: file.url } },
  ];
}

async function readServed(
  file: { readonly path: string; readonly type: string; readonly label: string },
  context: Context,
  findings: Finding[],
): Promise<string | undefined> {
  const served = await checkHost({ url: file.path, kind: 'text', label: file.label, type: file.type }, context);
  findings.push(...findingsOf(served));
  const bytes = bytesOf(served);
  return bytes && Buffer.from(bytes).toString('utf8');
}

function findingsOf({ looks }: HostReport): readonly Finding[] {
  return looks.flatMap(({ finding }) => finding ?? []);
}

function bytesOf({ facts: { get } }: HostReport): Uint8Array | undefined {
  return get.status === 200 ? get.body : undefined;
}

function nameOf(url: string): string {
  return quoteValue(new URL(url).pathname.split('/').at(-1) ?? '');
}
