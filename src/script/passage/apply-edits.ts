import type { SpokenChange } from '../../model/script.js';
import type { Edit, TextRange } from './edit.js';

/** A shown text with its edits made, and where each of them came to lie. */
export type EditedText = {
  readonly display: string;
  readonly text: string;
  readonly placed: readonly PlacedEdit[];
};

type PlacedEdit = { readonly edit: Edit; readonly start: number; readonly end: number };

/** Makes edits that are in order and do not overlap. */
export function applyEdits(display: string, edits: readonly Edit[]): EditedText {
  let text = '';
  let place = 0;
  const placed: PlacedEdit[] = [];
  for (const edit of edits) {
    text += display.slice(place, edit.start);
    placed.push({ edit, start: text.length, end: text.length + edit.to.length });
    text += edit.to;
    place = edit.end;
  }
  return { display, text: text + display.slice(place), placed };
}

/** What one change makes of a stretch of the edited text; a group of changes and edits that overlap is one. */
type Group = TextRange & {
  readonly shown: TextRange;
  readonly changes: readonly SpokenChange[];
  readonly rule: string;
  /** Words that are left out for good. */
  readonly left: readonly Edit[];
};

/**
 * The edits and the changes made to the edited text as changes of the shown text, in order and without overlap. Where
 * a rule took in an edit, wholly or in part, both are told as one change under the rule's name.
 */
export function mergeChanges(edited: EditedText, changes: readonly SpokenChange[]): readonly SpokenChange[] {
  const { display, text, placed } = edited;
  const toShown = mapping(placed);
  const items: Group[] = [
    ...placed.map(({ edit, start, end }) => ({
      start,
      end,
      shown: edit,
      changes: [],
      rule: edit.rule,
      left: edit.skipReason === undefined ? [] : [edit],
    })),
    ...changes.map((change) => ({
      start: change.start,
      end: change.end,
      shown: { start: toShown(change.start, 'start'), end: toShown(change.end, 'end') },
      changes: [change],
      rule: change.rule,
      left: [],
    })),
  ].sort((one, other) => one.start - other.start || one.shown.start - other.shown.start);
  const groups: Group[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last === undefined || item.shown.start >= last.shown.end) groups.push(item);
    else groups.splice(-1, 1, joinGroups(last, item));
  }
  return groups.map((group) => ({
    start: group.shown.start,
    end: group.shown.end,
    from: display.slice(group.shown.start, group.shown.end),
    to: spokenOf(text, group),
    rule: group.rule,
    ...leftOutOf(group),
  }));
}

function joinGroups(one: Group, other: Group): Group {
  const [named] = [...one.changes, ...other.changes];
  return {
    start: Math.min(one.start, other.start),
    end: Math.max(one.end, other.end),
    shown: {
      start: Math.min(one.shown.start, other.shown.start),
      end: Math.max(one.shown.end, other.shown.end),
    },
    changes: [...one.changes, ...other.changes],
    rule: named?.rule ?? one.rule,
    left: [...one.left, ...other.left],
  };
}

/** A rule that reads across words left out says what is left, and does not make them heard. */
function leftOutOf({ left, shown, changes }: Group): Pick<SpokenChange, 'leftOut'> {
  if (left.length === 0 || changes.length === 0) return {};
  return {
    leftOut: left.map(({ start, end, skipReason = '' }) => ({
      start: start - shown.start,
      end: end - shown.start,
      reason: skipReason,
    })),
  };
}

function spokenOf(text: string, { start, end, changes }: Group): string {
  let spoken = '';
  let place = start;
  for (const change of changes) {
    spoken += text.slice(place, change.start) + change.to;
    place = change.end;
  }
  return spoken + text.slice(place, end);
}

/** From a place in the edited text to the shown one; a place inside an edit is at the edge asked for. */
function mapping(placed: readonly PlacedEdit[]): (place: number, edge: 'start' | 'end') => number {
  return (place, edge) => {
    // The last edit that begins before the place, or at it where its start is asked for.
    let [low, high] = [0, placed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = placed[middle]?.start ?? Infinity;
      if (edge === 'start' ? start <= place : start < place) low = middle + 1;
      else high = middle;
    }
    const last = placed[low - 1];
    if (last === undefined) return place;
    const { edit, end } = last;
    if (place < end || (edge === 'end' && place === end)) return edge === 'start' ? edit.start : edit.end;
    return place + edit.end - end;
  };
}
