import { present } from '../../model/present.js';
import { parseTimecode } from '../../model/time.js';
import type { TranscriptReading } from './transcript-format.js';

export type CueFormat = 'vtt' | 'srt';

/** A cue as it stands in a file. */
type ParsedCue = {
  /** 1-based line of the time line. */
  readonly line: number;
  readonly id?: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Without markup, as they are shown; none of them empty. */
  readonly lines: readonly string[];
  /** The lines as one. */
  readonly text: string;
  readonly speaker?: string;
};

/** Something a strict reader would refuse. */
type CueFault = {
  readonly rule: 'syntax' | 'time' | 'order';
  readonly line: number;
  readonly message: string;
};

type ParsedCues = { readonly cues: readonly ParsedCue[]; readonly faults: readonly CueFault[] };

/** The same as what a check compares. */
export function readTimedText(text: string, format: CueFormat): TranscriptReading {
  const { cues, faults } = parseCues(text, format);
  return {
    cues,
    text: cues.map((cue) => cue.text).join(' '),
    speakers: cues.flatMap(({ speaker }) => speaker ?? []),
    faults: faults.map(({ line, message }) => `line ${line}: ${message}`),
  };
}

type Block = { readonly line: number; readonly lines: readonly string[] };

/** Reads WebVTT or SubRip cue by cue, and says where the file breaks the rules of its format. */
export function parseCues(text: string, format: CueFormat): ParsedCues {
  const faults: CueFault[] = [];
  const blocks = toBlocks(text.replace(/^\uFEFF/u, ''));
  if (format === 'vtt') {
    const header = blocks.shift();
    if (!header || header.line !== 1 || !/^WEBVTT(?:[ \t]|$)/u.test(header.lines[0] ?? '')) {
      faults.push({ rule: 'syntax', line: 1, message: 'a WebVTT file starts with the line "WEBVTT"' });
      if (header) blocks.unshift(header);
    }
  }
  const cues = blocks
    .filter(({ lines }) => format === 'srt' || !/^(?:NOTE|STYLE|REGION)(?:\s|$)/u.test(lines[0] ?? ''))
    .flatMap((block): ParsedCue[] => {
      const cue = readCue(block, format);
      if ('message' in cue) {
        faults.push(cue);
        return [];
      }
      return [cue];
    });
  return { cues, faults: [...faults, ...timeFaults(cues)] };
}

function toBlocks(text: string): Block[] {
  const blocks: { line: number; lines: string[] }[] = [];
  let open: { line: number; lines: string[] } | undefined;
  const all = text.split(/\r\n|\n|\r/u);
  for (const [index, line] of all.entries()) {
    // Automatic captions show an empty line as one of spaces; in other files such a line ends a cue.
    const isShown = line !== '' && open?.lines.at(-1)?.includes('-->') === true;
    if (line.trim() === '' && !(isShown && isText(all, index + 1))) {
      open = undefined;
    } else if (open) {
      open.lines.push(line);
    } else {
      open = { line: index + 1, lines: [line] };
      blocks.push(open);
    }
  }
  return blocks;
}

/** Whether the line of this index goes on with a cue, and does not begin the next one. */
function isText(lines: readonly string[], index: number): boolean {
  const [line = '', next = ''] = lines.slice(index, index + 2);
  return line.trim() !== '' && !line.includes('-->') && !next.includes('-->');
}

function readCue({ line, lines }: Block, format: CueFormat): ParsedCue | CueFault {
  const timeIndex = lines.findIndex((text) => text.includes('-->'));
  if (timeIndex < 0 || timeIndex > 1)
    return { rule: 'syntax', line, message: 'no time line (start --> end) above the text' };
  const [startText = '', rest = ''] = (lines[timeIndex] ?? '').split('-->');
  const startMs = parseTimecode(startText.trim(), format);
  const endMs = parseTimecode(rest.trim().split(/\s/u)[0] ?? '', format);
  const timeLine = line + timeIndex;
  if (startMs === undefined || endMs === undefined)
    return { rule: 'syntax', line: timeLine, message: 'the time line cannot be read' };
  const payload = lines.slice(timeIndex + 1);
  if (payload.some((text) => text.includes('-->')))
    return { rule: 'syntax', line: timeLine, message: '"-->" inside the text of a cue' };
  const id = timeIndex === 1 ? lines[0] : undefined;
  return { line: timeLine, ...present({ id }), startMs, endMs, ...readPayload(payload, format) };
}

function readPayload(raw: readonly string[], format: CueFormat): Pick<ParsedCue, 'lines' | 'text' | 'speaker'> {
  const payload = raw.join('\n');
  const speaker = /<v(?:\.[^\s>]*)*[ \t]+([^>]+)>/u.exec(payload)?.[1];
  const text = decodeReferences(
    payload.replace(/<\/?[^>]*>/gu, (tag) => (format === 'vtt' ? '' : keepUnlessMarkup(tag))),
    format,
  );
  const lines = text.split('\n').flatMap((line) => line.replace(/\s+/gu, ' ').trim() || []);
  return {
    lines,
    text: lines.join(' '),
    ...(speaker !== undefined && { speaker: decodeReferences(speaker, format).trim() }),
  };
}

/** SubRip has no escapes: only the tags players know are markup, those of WebVTT among them in files made from it. */
function keepUnlessMarkup(tag: string): string {
  const isMarkup = /^<\/?(?:[bius]|font|c(?:\.[^\s>]+)*|v(?:\.[^\s>]+)*|lang|ruby|rt)(?:\s[^>]*)?>$/iu.test(tag);
  return isMarkup || /^<(?:\d+:)?\d\d:\d\d[.,]\d{3}>$/u.test(tag) ? '' : tag;
}

const REFERENCES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00A0',
  lrm: '\u200E',
  rlm: '\u200F',
};

function decodeReferences(text: string, format: CueFormat): string {
  if (format === 'srt') return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/giu, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return REFERENCES[name] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
  });
}

function timeFaults(cues: readonly ParsedCue[]): readonly CueFault[] {
  return cues.flatMap(({ line, startMs, endMs }, index): CueFault[] => {
    const previous = cues[index - 1];
    if (endMs <= startMs) return [{ rule: 'time', line, message: 'a cue ends before it starts' }];
    if (previous && startMs < previous.startMs)
      return [{ rule: 'order', line, message: 'a cue starts before the one above it' }];
    return [];
  });
}
