import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import { AUDIO_FORMAT_NAMES, AUDIO_FORMATS } from '../model/audio-file.js';
import { count, quoteValue, truncateToBytes } from '../model/text.js';
import { formatClock } from '../model/time.js';
import type { ChapterFormat } from '../chapters/formats/chapter-format.js';
import { json as jsonChapters } from '../chapters/formats/json.js';
import type { CheckedPlace } from './checked-place.js';
import type { Id3Chapters } from '../chapters/read-id3-chapters.js';
import { findOverlapFaults } from '../model/chapter-rules.js';
import type { PageTimes } from './pages/read-page.js';
import { readTimestampList } from '../feed/standards/text/read-timestamp-list.js';
import { titleKey, type PublishedItem, type TimedTitle } from './published-item.js';

/** Apple and Spotify take a list of at least three from a description. */
const MIN_LIST_LENGTH = 3;
const MS_PER_SECOND = 1000;

type CheckChaptersInput = {
  readonly item: PublishedItem;
  /** Text of the chapter file, where the feed names one. */
  readonly json?: string;
  /** Chapter files of other formats that lie beside it. */
  readonly others?: readonly { readonly format: ChapterFormat; readonly file: string; readonly text: string }[];
  /** Chapter frames of the audio file, where its format has them. */
  readonly id3?: Id3Chapters;
  /** Chapters of an M4A file. */
  readonly embedded?: readonly TimedTitle[];
  readonly page?: PageTimes;
  readonly durationMs?: number;
  readonly report: Pick<CheckedPlace, 'error' | 'warning'>;
};

/** All forms of the chapters agree: JSON, the audio file, the feed, the list in the description, the page. */
export function checkChapters(input: CheckChaptersInput): void {
  const { item, json, report } = input;
  const file = item.chaptersPath ?? item.audioPath ?? PUBLISHED.feed;
  const { chapters, faults } =
    json === undefined ? { chapters: [], faults: [] } : jsonChapters.read(json, input.durationMs);
  for (const fault of faults) report.error('E_CHAPTERS_JSON', `${quoteValue(item.label)}: ${fault}`, { file });
  for (const other of input.others ?? []) {
    const reading = other.format.read(other.text, input.durationMs);
    for (const fault of reading.faults)
      report.error('E_CHAPTERS_JSON', `${quoteValue(item.label)}: ${fault}`, { file: other.file });
    compare({ ...input, ...other, name: other.format.name, wanted: chapters, found: reading.chapters, toleranceMs: 1 });
  }
  compare({
    ...input,
    name: 'psc:chapters of the feed',
    file: PUBLISHED.feed,
    wanted: chapters,
    found: item.psc,
    toleranceMs: 1,
  });
  checkInside(input, chapters);
  checkList(input, chapters);
  if (input.page) checkPage(input, chapters, input.page);
}

/** The chapters inside the same audio in another format agree with the chapter file. */
export function checkAlternateChapters(input: Omit<CheckChaptersInput, 'others' | 'page'>): void {
  // What is wrong with that file itself is told where the episode's own audio is looked at.
  const chapters = input.json === undefined ? [] : jsonChapters.read(input.json, input.durationMs).chapters;
  checkInside(input, chapters);
}

function checkInside(input: CheckChaptersInput, wanted: readonly TimedTitle[]): void {
  if (input.id3) checkId3(input, wanted, input.id3);
  if (!input.embedded) return;
  const file = input.item.audioPath ?? PUBLISHED.feed;
  const format = AUDIO_FORMAT_NAMES.find((name) => file.endsWith(`.${name}`));
  const { maxTitleBytes = Infinity } = format ? AUDIO_FORMATS[format] : {};
  const fit = (title: string): string => truncateToBytes(title, maxTitleBytes);
  const fitting = wanted.map((chapter) => ({ ...chapter, title: fit(chapter.title) }));
  compare({ ...input, name: 'the audio file', file, wanted: fitting, found: input.embedded, toleranceMs: 1 });
}

type CompareInput = CheckChaptersInput & {
  readonly name: string;
  readonly file: string;
  readonly wanted: readonly TimedTitle[];
  readonly found: readonly TimedTitle[];
  readonly toleranceMs: number;
};

function compare({ item, name, file, wanted, found, toleranceMs, report }: CompareInput): void {
  const about = `${quoteValue(item.label)}: chapters of ${name}`;
  if (found.length !== wanted.length) {
    report.error('E_CHAPTERS_DIFFER', `${about}: ${found.length}, and the chapter file has ${wanted.length}.`, {
      file,
    });
    return;
  }
  for (const [index, chapter] of wanted.entries()) {
    const other = found[index];
    if (
      other &&
      Math.abs(other.startMs - chapter.startMs) <= toleranceMs &&
      titleKey(other.title) === titleKey(chapter.title)
    )
      continue;
    report.error(
      'E_CHAPTERS_DIFFER',
      `${about}: number ${index + 1} is ${formatClock(other?.startMs ?? 0)} ${quoteValue(other?.title ?? '')}, not ${formatClock(chapter.startMs)} ${quoteValue(chapter.title)}.`,
      { file },
    );
  }
}

function checkId3(input: CheckChaptersInput, wanted: readonly TimedTitle[], id3: Id3Chapters): void {
  const file = input.item.audioPath ?? '';
  const refuse = (what: string): void =>
    input.report.error('E_CHAPTERS_ID3', `${quoteValue(input.item.label)}: ${what}.`, { file });
  const [contents] = id3.contents.filter(({ isTopLevel }) => isTopLevel);
  const found = (contents?.childIds ?? []).flatMap((id) => id3.chapters.find((chapter) => chapter.id === id) ?? []);
  compare({ ...input, name: 'the ID3 tag', file, wanted, found, toleranceMs: 1 });
  if (id3.chapters.length === 0) return;
  if (id3.contents.filter(({ isTopLevel }) => isTopLevel).length !== 1)
    refuse('the ID3 tag has not exactly one top-level table of contents');
  if (contents && !contents.isOrdered) refuse('the table of contents of the ID3 tag is not ordered');
  if (new Set(id3.chapters.map(({ id }) => id)).size !== id3.chapters.length)
    refuse('two chapters of the ID3 tag have one id');
  for (const { message } of findOverlapFaults(found, { durationMs: input.durationMs }))
    refuse(`in the ID3 tag ${message.replace(/\.$/u, '')}`);
}

function checkList(input: CheckChaptersInput, wanted: readonly TimedTitle[]): void {
  const { item, report } = input;
  if (wanted.length < MIN_LIST_LENGTH) return;
  const place = { file: PUBLISHED.feed, line: item.line };
  const list = readTimestampList(item.description);
  const about = `${quoteValue(item.label)}: the chapter list in the description`;
  if (list.chapters.length === 0) {
    report.warning('W_CHAPTERS_LIST', `${about} is missing; Spotify and Apple read chapters from it.`, {
      ...place,
      hint: 'list the chapters in the description template, each on a line of its own.',
    });
    return;
  }
  if (list.chapters.length !== wanted.length) {
    report.error(
      'E_CHAPTERS_DIFFER',
      `${about} has ${count(list.chapters.length, 'chapter')}, and the chapter file has ${wanted.length}.`,
      place,
    );
    return;
  }
  for (const [index, { startMs, title }] of wanted.entries()) {
    const other = list.chapters[index];
    const isSameTime =
      Math.floor(startMs / MS_PER_SECOND) * MS_PER_SECOND === other?.startMs ||
      Math.round(startMs / MS_PER_SECOND) * MS_PER_SECOND === other?.startMs;
    if (isSameTime && titleKey(title).startsWith(titleKey(other?.title ?? ''))) continue;
    report.error(
      'E_CHAPTERS_DIFFER',
      `${about}: number ${index + 1} is not ${formatClock(startMs)} ${quoteValue(title)}.`,
      place,
    );
  }
  for (const line of list.refused) {
    report.warning('W_CHAPTERS_LIST', `${about}: Spotify does not read ${quoteValue(line)}.`, {
      ...place,
      hint: 'write time and title, fewer than 40 characters of it, on a line of its own.',
    });
  }
}

/** Editors change pages: each chapter must be linked at its time, by its title, in whatever shape. */
function checkPage(input: CheckChaptersInput, wanted: readonly TimedTitle[], page: PageTimes): void {
  for (const [index, { startMs, title }] of wanted.entries()) {
    const isShown = page.links.some(
      (link) => Math.abs(link.startMs - startMs) <= MS_PER_SECOND && titleKey(link.text).includes(titleKey(title)),
    );
    if (isShown) continue;
    input.report.error(
      'E_CHAPTERS_DIFFER',
      `${quoteValue(input.item.label)}: the page does not link chapter ${index + 1}, ${formatClock(startMs)} ${quoteValue(title)}.`,
      {
        file: page.file,
        hint: 'list the chapters in the page template, each linked at its time.',
      },
    );
  }
}
