import type { SourceItem } from '../../model/article.js';
import type { Episode } from '../../model/episode.js';
import { present } from '../../model/present.js';
import type { Correction, CorrectionNote, TextChange } from '../../model/publication/correction.js';
import { compareTexts } from './compare-texts.js';

/**
 * The log of an episode that is made again. An entry is never lost; what an editor says of it may come later, and what
 * an editor withholds is in no entry any more.
 *
 * @param before The edition that lies published, if any.
 * @param kept The log as the record of the show has it.
 */
export function logCorrections(
  {
    before,
    now,
    kept = [],
  }: { readonly before?: Episode; readonly now: Episode; readonly kept?: readonly Correction[] },
  { item, at }: { readonly item: SourceItem; readonly at: Date },
): readonly Correction[] {
  // A source that is the same byte for byte was not corrected: whatever is read otherwise, the program is another.
  const isEdited = before !== undefined && before.source.sha256 !== now.source.sha256;
  const changes = isEdited ? compareTexts(before, now) : [];
  const log = joinLogs(kept, before?.corrections);
  const notes = notesOf(item);
  const today = at.toISOString();
  if (notes === 'silent') return changes.length === 0 ? log : [...log, { at: today, changes, isSilent: true }];
  return withhold(enter({ log, notes, changes, today }), notes);
}

/** Entries of both: a run may have been stopped between the data of an episode and its record. */
export function joinLogs(
  kept: readonly Correction[] = [],
  published: readonly Correction[] = [],
): readonly Correction[] {
  const known = new Set(kept.map(({ at }) => at));
  return [...kept, ...published.filter(({ at }) => !known.has(at))];
}

/** Whether an editor withholds what the text said before. */
export function isWithholding(item: SourceItem): boolean {
  const notes = notesOf(item);
  return notes !== 'silent' && notes.some(({ isBeforeHidden }) => isBeforeHidden === true);
}

/** Of a briefing also what is said of its articles. */
function notesOf(item: SourceItem): 'silent' | readonly CorrectionNote[] {
  const articles = item.kind === 'briefing' ? item.articles : [];
  const all = [item, ...articles].map(({ options }) => options.corrections ?? []);
  const notes = all.flatMap((said) => (said === 'silent' ? [] : said));
  return notes.length === 0 && all.includes('silent') ? 'silent' : notes;
}

type Log = readonly Correction[];

function enter(input: {
  readonly log: Log;
  readonly notes: readonly CorrectionNote[];
  readonly changes: readonly TextChange[];
  readonly today: string;
}): Log {
  const { notes, changes, today } = input;
  let { log } = input;
  const unsaid = notes.filter((note) => note.text !== undefined && !log.some((entry) => isSaid(entry, note)));
  // The newest says what was changed now; one without a date is of today.
  const newest = unsaid.toSorted((a, b) => Date.parse(b.date ?? today) - Date.parse(a.date ?? today))[0];
  const isChanged = changes.length > 0;
  for (const note of unsaid) {
    const { text: reason, date: at = today } = note;
    const own = { at, ...present({ reason }), changes: [] };
    const meant = note === newest && isChanged ? undefined : log.findLastIndex((entry) => isMeant(entry, note, input));
    if (note === newest && isChanged) log = [...log, { ...own, changes }];
    else if (meant === undefined || meant < 0) log = [...log, own];
    else
      log = log.map((entry, index) =>
        index === meant ? { ...entry, ...present({ reason }), at: note.date ?? entry.at } : entry,
      );
  }
  if (isChanged && newest === undefined) log = [...log, { at: today, changes }];
  return log.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function isSaid({ reason, at }: Correction, { text, date }: CorrectionNote): boolean {
  return reason === text && (date === undefined || isSameDay(at, date));
}

/** Whether a note tells of an entry that has no reason yet, or another wording of it on the same day. */
function isMeant(
  { at, reason, isSilent, changes }: Correction,
  { date, text }: CorrectionNote,
  { notes, today }: { readonly notes: readonly CorrectionNote[]; readonly today: string },
): boolean {
  if (isSilent === true) return false;
  if (reason === undefined) return changes.length > 0 && (date === undefined || isSameDay(at, date));
  if (reason === text) return notes.filter((note) => note.text === text).length === 1;
  return isSameDay(at, date ?? today) && !notes.some((note) => note.text === reason);
}

function isSameDay(one: string, other: string): boolean {
  return one.slice(0, 10) === other.slice(0, 10);
}

/** Takes what must not be repeated out of every entry: the words of one correction are those another put there. */
function withhold(log: Log, notes: readonly CorrectionNote[]): Log {
  const hiding = notes.filter(({ isBeforeHidden }) => isBeforeHidden === true);
  if (hiding.length === 0) return log;
  const last = log.findLast(({ changes }) => changes.length > 0);
  const meant = hiding.flatMap((note) =>
    note.text === undefined ? (last ?? []) : log.filter((one) => isSaid(one, note)),
  );
  const words = new Set(meant.flatMap(({ changes }) => changes.flatMap(({ before }) => before ?? [])));
  // A sentence that was softened first and then taken back is withheld as it stood at first, too.
  for (const { changes } of [...log].reverse())
    for (const { before, after } of changes)
      if (before !== undefined && after !== undefined && words.has(after)) words.add(before);
  return log.map((entry) => ({ ...entry, changes: entry.changes.map((change) => withheld(change, words)) }));
}

function withheld({ before, after, ...change }: TextChange, words: ReadonlySet<string>): TextChange {
  const isHidden = (text: string | undefined): boolean => text !== undefined && words.has(text);
  return {
    ...change,
    ...present({ before: isHidden(before) ? undefined : before, after: isHidden(after) ? undefined : after }),
    ...((isHidden(before) || isHidden(after)) && { isWithheld: true }),
  };
}
