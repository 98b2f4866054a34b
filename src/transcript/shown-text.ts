import { present } from '../model/present.js';
import { MARK_RULES, STRUCK_RULE, type SpokenChange, type Utterance } from '../model/script.js';
import { toLegalText, toOneLine } from '../model/text.js';
import type { CueLink, CueMark, CueStretch } from '../model/transcript.js';

/** An utterance as a transcript shows it. */
export type ShownText = {
  /** One line, without marks. */
  readonly text: string;
  readonly links: readonly CueLink[];
  readonly marks: readonly CueMark[];
  readonly struck: readonly CueStretch[];
  /** The utterance without its marks; its other changes moved along. */
  readonly utterance: Utterance;
};

/**
 * What is shown of an utterance: footnote marks and citations, which in a transcript lead nowhere, are taken out, and
 * links and changes move along. What is said before a picture's caption, "Image:", is shown before it.
 */
export function shownText(given: Utterance): ShownText {
  const utterance = withAnnouncement(given);
  const { display, changes, links } = utterance;
  const marks = changes.filter(isMark);
  const removedBefore = (offset: number): number =>
    marks.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, offset) - start), 0);
  const moved = (offset: number): number => offset - removedBefore(offset);
  const rest = marks
    .toSorted((one, other) => other.start - one.start)
    .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), display);
  const text = toOneLine(rest);
  const place = (offset: number): number => inOneLine(rest, { text, offset: moved(offset) });
  const placed = links.map((link) => ({ ...link, end: link.start + link.text.length }));
  return {
    text,
    links: placed
      .map(({ start, end, href }) => ({ start: place(start), end: place(end), href }))
      .filter(({ start, end }) => end > start),
    marks: marks.map(({ start, end, from }) => {
      const link = placed.find((own) => own.start >= start && own.end <= end);
      return { start: place(start), text: from.trim(), ...present({ href: link?.href }) };
    }),
    struck: struckIn(utterance)
      .map(({ start, end }) => ({ start: place(start), end: place(end) }))
      .map(({ start, end }) => ({ start: start + leadingSpace(text.slice(start, end)), end }))
      .filter(({ start, end }) => end > start),
    utterance: {
      ...utterance,
      display: rest,
      changes: changes
        .filter((change) => !isMark(change))
        .map((change) => ({ ...change, start: moved(change.start), end: moved(change.end) })),
    },
  };
}

/** Left out by itself, or inside what a rule reads across it. */
function struckIn({ changes }: Utterance): readonly CueStretch[] {
  return changes.flatMap(({ start, end, rule, leftOut = [] }) => [
    ...(rule === STRUCK_RULE ? [{ start, end }] : []),
    ...leftOut
      .filter(({ reason }) => reason === STRUCK_RULE)
      .map((part) => ({ start: start + part.start, end: start + part.end })),
  ]);
}

function leadingSpace(text: string): number {
  return text.length - text.trimStart().length;
}

function withAnnouncement(utterance: Utterance): Utterance {
  const announcement = utterance.changes.find(({ rule, start, end }) => rule === 'figure' && start === 0 && end === 0);
  if (announcement === undefined || utterance.display === '') return utterance;
  const shift = announcement.to.length;
  const moved = <T extends { readonly start: number }>(place: T): T => ({ ...place, start: place.start + shift });
  return {
    ...utterance,
    display: announcement.to + utterance.display,
    links: utterance.links.map(moved),
    changes: utterance.changes
      .filter((change) => change !== announcement)
      .map((change) => ({ ...moved(change), end: change.end + shift })),
  };
}

function isMark({ rule, to }: SpokenChange): boolean {
  return to.trim() === '' && MARK_RULES.some((known) => known === rule);
}

/** Where a place of a text lies once the text is folded to one line. */
function inOneLine(whole: string, { text, offset }: { readonly text: string; readonly offset: number }): number {
  if (whole === text) return offset;
  const before = toLegalText(whole.slice(0, offset)).replace(/\s+/gu, ' ').trimStart();
  return Math.min(before.length, text.length);
}
