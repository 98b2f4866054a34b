import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { checkFeed } from '../feed/check-feed.js';
import { readXml } from '../markup/xml-tree.js';
import type { Finding } from '../model/finding.js';
import { present } from '../model/present.js';
import { quoteValue } from '../model/text.js';
import { formatClock } from '../model/time.js';
import type { Ffmpeg } from '../run-tool.js';
import { checkAudio } from './check-audio.js';
import { checkChapters } from './check-chapters.js';
import { checkImages } from './check-images.js';
import { checkManifest } from './check-manifest.js';
import { checkPages } from './check-pages.js';
import { checkTranscripts } from './check-transcripts.js';
import { openOutputReport, type OutputReport } from './output-report.js';
import { readPublishedFeed, type PublishedItem } from './published-item.js';
import type { Page } from './read-page.js';

type CheckOutputOptions = {
  readonly outDir: string;
  /** With it the audio is decoded and its samples are counted; slower. */
  readonly ffmpeg?: Ffmpeg;
  /** With it, episodes dated later are reported. */
  readonly now?: Date;
};

const EPISODE = z.object({ durationMs: z.number() });

/**
 * Checks a published folder as a whole: the feed and each file it names, and that all of them tell the same.
 *
 * Nothing is written, and nothing is fetched. Places are paths below the folder.
 */
export async function checkOutput(options: CheckOutputOptions): Promise<readonly Finding[]> {
  const { outDir } = options;
  const report = openOutputReport();
  const xml = await readFile(path.join(outDir, 'feed.xml'), 'utf8').catch(() => undefined);
  if (xml === undefined) {
    report.error('E_FEED_MISSING', 'there is no feed.xml in the published folder.', {
      file: 'feed.xml',
      hint: 'run "lector build".',
    });
    return report.findings;
  }
  const findings = checkFeed(xml, { fileName: 'feed.xml', outDir, ...present({ now: options.now }) });
  if (findings.some(({ code }) => /^E_(?:XML|TOO_DEEP|ENCODING$|FEED_NOT_XML|FEED_FORMAT)/u.test(code)))
    return findings;
  const { items, images } = readPublishedFeed(readXml(xml, { file: 'feed.xml', isUtf8Only: true }));
  const pages = await checkPages({ outDir, report });
  await checkImages({ images, outDir, report });
  await checkManifest({ outDir, items, report });
  for (const item of items) await checkItem(item, { ...options, pages, report });
  return [...findings, ...report.findings];
}

type ItemContext = CheckOutputOptions & {
  readonly pages: ReadonlyMap<string, Page>;
  readonly report: OutputReport;
};

async function checkItem(item: PublishedItem, { outDir, ffmpeg, pages, report }: ItemContext): Promise<void> {
  const declaredMs = await readDeclaredMs(item, outDir, report);
  const hasAudio = item.audioPath !== undefined && (await exists(path.join(outDir, item.audioPath)));
  const audio = hasAudio
    ? await checkAudio({
        item,
        outDir,
        report,
        ...present({ declaredMs, ffmpeg }),
      })
    : {};
  const durationMs = declaredMs ?? audio.durationMs;
  const page = checkPage({ item, pages, durationMs, report });
  const json = await readNamedFile(item, item.chaptersPath, { outDir, report });
  const shared = { item, report, ...present({ durationMs }) };
  checkChapters({
    ...shared,
    ...audio,
    ...present({ durationMs, page, json }),
  });
  await checkTranscripts({ ...shared, outDir });
}

async function readDeclaredMs(item: PublishedItem, outDir: string, report: OutputReport): Promise<number | undefined> {
  if (item.audioPath === undefined) return undefined;
  const file = path.posix.join(path.posix.dirname(item.audioPath), 'episode.json');
  const text = await readFile(path.join(outDir, file), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return EPISODE.parse(JSON.parse(text)).durationMs;
  } catch {
    report.error('E_JSON', `${quoteValue(item.label)}: episode.json cannot be read.`, { file });
    return undefined;
  }
}

/** The page of the item is there and tells the same duration. */
function checkPage(options: {
  item: PublishedItem;
  pages: ReadonlyMap<string, Page>;
  durationMs: number | undefined;
  report: OutputReport;
}): Page | undefined {
  const { item, pages, durationMs, report } = options;
  if (item.pagePath === undefined) return undefined;
  const file = item.pagePath === '' || item.pagePath.endsWith('/') ? `${item.pagePath}index.html` : item.pagePath;
  const page = pages.get(file);
  if (!page) {
    report.error('E_FILE_MISSING', `${quoteValue(item.label)}: the feed links a page that is not there.`, { file });
  } else if (durationMs !== undefined && !hasClock(page.text, formatClock(durationMs))) {
    report.warning(
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

async function readNamedFile(
  item: PublishedItem,
  file: string | undefined,
  { outDir, report }: { outDir: string; report: OutputReport },
): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(path.join(outDir, file), 'utf8').catch(() => undefined);
  if (text === undefined) {
    report.error('E_FILE_MISSING', `${quoteValue(item.label)}: the feed names a chapter file that is not there.`, {
      file,
    });
  }
  return text;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
