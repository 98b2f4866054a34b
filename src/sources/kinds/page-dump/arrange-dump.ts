import type { DroppedBlock } from '../../../model/article.js';
import { present } from '../../../model/present.js';
import type { BlockDraft } from '../../../model/text/block-text.js';
import { linkText } from '../../text/link-text.js';
import { parseDate } from '../../fields/parse-date.js';
import { clocksIn, clutterReason, isCaption, isRelatedHeading, parsePlayerClock } from './clutter-lines.js';
import { isProse, type DumpLine } from './read-lines.js';

export type Dump = {
  readonly title?: string;
  readonly standfirst?: string;
  readonly authors: readonly string[];
  readonly publishedAt?: string;
  readonly modifiedAt?: string;
  /** Title, standfirst, dateline, then the body. */
  readonly blocks: readonly BlockDraft[];
  readonly dropped: readonly DroppedBlock[];
};

/** Finds headline, standfirst, date and body among the lines of a page and says why each other line is left out. */
export function arrangeDump(lines: readonly DumpLine[], options: { readonly timeZone: string }): Dump {
  const dropped: DroppedBlock[] = [];
  const drop = (line: DumpLine, reason: string): void => {
    dropped.push({ text: line.text, reason, line: line.line });
  };
  const kept = leaveOutClutter(lines, { drop, dropped });
  const dates = readDates(kept, options.timeZone);
  const undated = kept.filter((line) => !dates.lines.has(line));
  const head = readHead(undated, drop);
  const body = readBody(head.body, { title: head.title?.text, standfirst: head.standfirst?.text, drop });
  const blocks: BlockDraft[] = [];
  const { title, standfirst } = head;
  if (title) blocks.push({ kind: 'title', spans: [{ text: title.text }], line: title.line });
  if (standfirst) blocks.push({ kind: 'standfirst', spans: linkText(standfirst.text), line: standfirst.line });
  for (const line of dates.lines) blocks.push({ kind: 'dateline', spans: [{ text: line.text }], line: line.line });
  return {
    ...present({ title: title?.text, standfirst: standfirst?.text }),
    ...present({ publishedAt: dates.publishedAt, modifiedAt: dates.modifiedAt }),
    authors: head.authors,
    blocks: [...blocks, ...body],
    dropped: dropped.sort((first, second) => (first.line ?? 0) - (second.line ?? 0)),
  };
}

type Drop = (line: DumpLine, reason: string) => void;

/** First pass: lines that say by themselves what they are, and the lists under headings such as "Most read". */
function leaveOutClutter(
  lines: readonly DumpLine[],
  { drop, dropped }: { readonly drop: Drop; readonly dropped: DroppedBlock[] },
): readonly DumpLine[] {
  const kept: DumpLine[] = [];
  let isInRelated = false;
  for (const [index, line] of lines.entries()) {
    const clocks = clocksIn(line.text);
    if (clocks) {
      isInRelated = false;
      for (const clock of clocks) {
        dropped.push({
          text: clock,
          reason: 'player-clock',
          line: line.line,
          ...present({ durationMs: parsePlayerClock(clock) }),
        });
      }
      continue;
    }
    const next = lines[index + 1];
    const isOverPlayer = next !== undefined && clocksIn(next.text) !== undefined && !isProse(line.text);
    const reason = clutterReason(line.text);
    if (isOverPlayer && reason === undefined && parseDate(line.text) === undefined) drop(line, 'podcast-widget');
    else if (isRelatedHeading(line.text)) {
      isInRelated = true;
      drop(line, 'related-stories');
    } else if (reason !== undefined) drop(line, reason);
    else if (isInRelated && !isProse(line.text)) drop(line, 'related-stories');
    else {
      isInRelated = false;
      kept.push(line);
    }
  }
  return kept;
}

type Dates = { readonly lines: ReadonlySet<DumpLine>; readonly publishedAt?: string; readonly modifiedAt?: string };

const DATE_LABEL = /^(?:first |last )?(?:published|posted|updated|modified|edited|date)\b(?:\s+(?:on|at))?[\s:]*/iu;

/** Dates stand near the headline; one in the middle of the text belongs to the text. */
function readDates(lines: readonly DumpLine[], timeZone: string): Dates {
  const found = new Set<DumpLine>();
  let publishedAt: string | undefined;
  let modifiedAt: string | undefined;
  const end = lines.findIndex(({ text }) => isProse(text));
  for (const line of lines.slice(0, (end < 0 ? lines.length : end) + 2)) {
    const parts = line.text.split(/\s*[|•·]\s*/u);
    const dates = parts.map((part) => parseDate(part.replace(DATE_LABEL, ''), { timeZone }));
    if (dates.some((date) => date === undefined)) continue;
    found.add(line);
    parts.forEach((part, index) => {
      const iso = dates[index]?.iso;
      if (/^(?:last )?(?:updated|modified|edited)/iu.test(part)) modifiedAt ??= iso;
      else if (publishedAt === undefined) publishedAt = iso;
      else modifiedAt ??= iso;
    });
  }
  return { lines: found, ...present({ publishedAt: publishedAt ?? modifiedAt, modifiedAt }) };
}

type Head = {
  readonly title?: DumpLine;
  readonly standfirst?: DumpLine;
  readonly authors: readonly string[];
  readonly body: readonly DumpLine[];
};

const BYLINE =
  /^(?:[Ww]ritten |[Rr]eported |[Rr]eporting )?(?:by|By|BY):?\s+(\p{Lu}[\p{L}.'’-]*(?:\s+[\p{L}.'’-]+){0,8}(?:(?:,|\s+and|\s+&)\s+\p{Lu}[\p{L}.'’ -]{1,60})*)$/u;

/** Everything before the first line of prose: a headline (often twice), a standfirst, a byline, a caption. */
function readHead(lines: readonly DumpLine[], drop: Drop): Head {
  const firstProse = lines.findIndex(({ text }) => isProse(text));
  const end = firstProse < 0 ? lines.length : firstProse;
  const titleAt = findTitle(lines, end);
  const title = lines[titleAt];
  if (!title) return { authors: [], body: lines };
  for (const line of lines.slice(0, titleAt)) drop(line, 'navigation');
  const authors: string[] = [];
  const captions = new Set<string>();
  const body: DumpLine[] = [];
  let standfirst: DumpLine | undefined;
  for (const line of lines.slice(titleAt + 1, end)) {
    const byline = BYLINE.exec(line.text)?.[1];
    const words = line.text.split(/\s+/u).length;
    if (isSame(line.text, title.text)) drop(line, 'duplicate-headline');
    else if (standfirst && isSame(line.text, standfirst.text)) drop(line, 'duplicate-standfirst');
    else if (captions.has(fold(line.text))) drop(line, 'duplicate-caption');
    else if (byline !== undefined) {
      authors.push(...byline.split(/\s*,\s*|\s+and\s+|\s+&\s+/u).filter((name) => name !== ''));
      drop(line, 'byline');
    } else if (isCaption(line.text)) {
      captions.add(fold(line.text));
      body.push(line);
    } else if (!standfirst && words >= 5) standfirst = line;
    else if (words <= 4) drop(line, 'navigation');
    else body.push(line);
  }
  const rest = lines.slice(end);
  const [lead, ...others] = rest;
  // A sentence between the headline and its copy or a caption is the standfirst too.
  const isFollowed = others.slice(0, 2).some(({ text }) => isSame(text, title.text) || isCaption(text));
  if (!standfirst && lead && isFollowed) return { title, standfirst: lead, authors, body: [...body, ...others] };
  return { title, ...present({ standfirst }), authors, body: [...body, ...rest] };
}

function findTitle(lines: readonly DumpLine[], end: number): number {
  const head = lines.slice(0, Math.max(1, end));
  const isRepeated = (line: DumpLine, index: number): boolean =>
    line.text.split(/\s+/u).length >= 2 && lines.slice(index + 1, end + 4).some(({ text }) => isSame(text, line.text));
  const repeated = head.findIndex((line, index) => !isCaption(line.text) && isRepeated(line, index));
  if (repeated >= 0) return repeated;
  return head.findIndex(({ text }) => text.split(/\s+/u).length >= 3 && !BYLINE.test(text) && !isCaption(text));
}

const BULLET = /^[•*▪◦‣–-]\s+/u;

/** The body: paragraphs, headings between them, lists, captions; what trails after the last sentence is left out. */
function readBody(
  lines: readonly DumpLine[],
  {
    title,
    standfirst,
    drop,
  }: { readonly title?: string | undefined; readonly standfirst?: string | undefined; readonly drop: Drop },
): readonly BlockDraft[] {
  const blocks: BlockDraft[] = [];
  const seen = new Set<string>();
  const lastProse = lines.findLastIndex(({ text }) => isProse(text));
  for (const [index, line] of lines.entries()) {
    const { text, line: number } = line;
    const key = fold(text);
    const isRepeated = key !== '' && seen.has(key);
    seen.add(key);
    if (title !== undefined && isSame(text, title)) drop(line, 'duplicate-headline');
    else if (standfirst !== undefined && isSame(text, standfirst)) drop(line, 'duplicate-standfirst');
    else if (isRepeated) drop(line, isCaption(text) ? 'duplicate-caption' : 'duplicate-paragraph');
    else if (isCaption(text)) blocks.push({ kind: 'figure', caption: [{ text }], line: number });
    else if (BULLET.test(text)) addItem(blocks, line);
    else if (index > lastProse) drop(line, 'page-footer');
    else if (isProse(text) || !isHeading(text)) blocks.push({ kind: 'paragraph', spans: linkText(text), line: number });
    else blocks.push({ kind: 'heading', level: 2, spans: [{ text }], line: number });
  }
  return blocks;
}

function addItem(blocks: BlockDraft[], { text, line }: DumpLine): void {
  const item = { spans: linkText(text.replace(BULLET, '')), depth: 0 };
  const last = blocks.at(-1);
  if (last?.kind === 'list') blocks[blocks.length - 1] = { ...last, items: [...last.items, item] };
  else blocks.push({ kind: 'list', isOrdered: false, start: 1, items: [item], line });
}

function isHeading(text: string): boolean {
  return text.split(/\s+/u).length <= 12 && /^[\p{Lu}\p{N}“"‘]/u.test(text) && !/[.!?…:;,]["”’»)\]]*$/u.test(text);
}

function isSame(first: string, second: string): boolean {
  return fold(first) === fold(second);
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
