import { warning } from '../../errors.js';
import type { FieldMap } from '../../fields/field-value.js';
import { present } from '../../model/present.js';
import { fail, nameOfKind, placeOf, shown, type FieldRecord } from './fields.js';
import { dateField } from './typed-fields.js';

/** Whether and when an item goes out, as its own fields say. */
export type Publication = {
  /** The latest of the dates that are given: ISO 8601 with offset. */
  readonly publishedAt?: string;
  /** `date: now`: the moment of the first build that sees it. */
  readonly isDatedNow?: boolean;
  /** The field that keeps it from going out, as it stands: `published: false`. */
  readonly heldBack?: string;
  /** Nothing but `private: true` does: it may go to subscribers. */
  readonly isPrivate?: boolean;
  /** ISO 8601; from then on it goes out no more. */
  readonly expiresAt?: string;
};

/** What `date` is called where it is the one date of an item, the one we write first. */
export const DATE_FIELDS = ['date', 'published', 'publishedAt', 'publishDate', 'pubDate', 'pubDatetime'] as const;

/*
 * Names without case, hyphens and underscores, as the manuals of Hugo, Jekyll, Eleventy, Astro, Docusaurus, Hexo, Zola,
 * Pelican, Nikola, MkDocs, Ghost, WordPress and Obsidian Publish have them.
 */
const DATES: ReadonlySet<string> = new Set([
  ...DATE_FIELDS.map(fold), 'datepublished', 'publicationdate', 'publishat', 'publishon', 'publishafter', 'publishfrom',
  'releasedate', 'releasedat', 'releaseat', 'scheduled', 'scheduledat', 'scheduledfor', 'scheduledate', 'embargo',
  'embargodate', 'embargoeduntil', 'embargountil', 'notbefore', 'golive', 'liveat', 'livedate', 'availablefrom',
  'visiblefrom', 'visibleat', 'postdate',
]); // prettier-ignore
const EXPIRIES: ReadonlySet<string> = new Set([
  'expirydate', 'expirationdate', 'expires', 'expiresat', 'expireson', 'unpublishdate', 'unpublishat', 'unpublishon',
  'unpublisheddate', 'availableuntil', 'visibleuntil',
]); // prettier-ignore
/** Flags that hold an item back when they are true… */
const HIDING: ReadonlySet<string> = new Set([
  'draft', 'drafts', 'isdraft', 'unlisted', 'isunlisted', 'unpublished', 'hidden', 'ishidden', 'hide', 'private',
  'isprivate', 'headless', 'eleventyexcludefromcollections', 'exclude', 'excluded', 'nopublish', 'dontpublish', 'wip',
]); // prettier-ignore
/** …and when they are false. */
const SHOWING: ReadonlySet<string> = new Set([
  'published', 'ispublished', 'publish', 'public', 'ispublic', 'listed', 'visible', 'isvisible', 'live', 'islive',
  'render', 'permalink',
]); // prettier-ignore
/** Fields that name a state in a word. */
const STATES: ReadonlySet<string> = new Set([
  'status', 'poststatus', 'articlestatus', 'publishstatus', 'publicationstatus', 'publishingstatus', 'visibility',
]); // prettier-ignore
const PUBLIC_STATES: ReadonlySet<string> = new Set([
  'public', 'publish', 'published', 'live', 'listed', 'visible', 'released', 'final', 'done', 'complete', 'completed',
  'finished', 'everyone', 'open', 'active', 'sent', 'inherit',
]); // prettier-ignore
/** Fields that name a form, which may be that of a draft. */
const FORMS: ReadonlySet<string> = new Set(['layout', 'type', 'posttype']);
/** Hugo's options of the build: what is not made or is in no list is not public. */
const BUILDS: ReadonlySet<string> = new Set(['build']);
/** Maps of fields of a site's own, which its templates go by (Zola: `[extra]`, Hugo: `[params]`). */
const OWN_FIELDS: ReadonlySet<string> = new Set(['extra', 'params']);
/** What such a field says beyond doubt; there its name may mean anything else too. */
const HIDDEN_STATES: ReadonlySet<string> = new Set([
  'draft', 'private', 'hidden', 'unlisted', 'unpublished', 'scheduled', 'pending', 'inreview',
]); // prettier-ignore
const SECRETS: ReadonlySet<string> = new Set(['password', 'postpassword']);
const TRUE: ReadonlySet<string> = new Set(['true', 'yes', 'on', 'y', '1', 'always']);
const FALSE: ReadonlySet<string> = new Set(['false', 'no', 'off', 'n', '0', 'never']);

/** Whether a field says something of whether or when an item goes out. */
export function isPublicationField(name: string): boolean {
  const folded = fold(name);
  return [DATES, EXPIRIES, HIDING, SHOWING, STATES, BUILDS, SECRETS].some((names) => names.has(folded));
}

/**
 * Reads every way to say "not yet" or "not public". Where fields disagree the later date or the hidden state counts, with
 * a warning that names both.
 *
 * @throws LectorError `E_FIELD_DATE`, `E_FIELD_TYPE` naming the field and the line.
 */
export function readPublication(record: FieldRecord, timeZone: string): Publication {
  const statements = [...record.fields.keys()].flatMap((name) => toStatements({ record, name, timeZone }));
  const held = statements.find(({ says }) => says === 'held');
  const isOut = statements.find(({ says }) => says === 'out');
  const now = statements.find(({ says }) => says === 'now');
  const dates = statements
    .flatMap(({ date, ...statement }) => (date === undefined ? [] : [{ ...statement, date }]))
    .sort((first, second) => Date.parse(second.date) - Date.parse(first.date));
  const [latest] = dates;
  const earlier = dates.find(({ date }) => latest && Date.parse(date) !== Date.parse(latest.date));
  const tell = (name: string, message: string): void =>
    record.warn(warning('W_PUBLICATION', message, { place: placeOf(record, name), hint: 'keep one of them.' }));
  if (latest && earlier) {
    tell(latest.name, `"${earlier.text}" and "${latest.text}" are two dates; the later one counts.`);
  }
  if (held && isOut) tell(held.name, `"${isOut.text}" and "${held.text}" disagree; the item is held back.`);
  const beside = latest ?? now;
  const expiries = statements.flatMap(({ expiry }) => expiry ?? []).sort();
  return present({
    publishedAt: latest?.date,
    isDatedNow: now && !latest ? true : undefined,
    isPrivate: statements.some(({ says }) => says === 'held') && statements.every(isPrivacy) ? true : undefined,
    heldBack: held && (beside ? `${held.text}, beside ${beside.text}` : held.text),
    expiresAt: expiries[0],
  });
}

type Statement = {
  readonly name: string;
  /** The field as it stands. */
  readonly text: string;
  readonly says?: 'held' | 'out' | 'now';
  readonly date?: string;
  readonly expiry?: string;
};

/** Whether a statement holds nothing back, or for no other reason than that it is private. */
function isPrivacy({ says, name }: Statement): boolean {
  return says !== 'held' || /^(?:is)?private$/u.test(fold(name));
}

type FieldOf = { readonly record: FieldRecord; readonly name: string; readonly timeZone: string };

function toStatements({ record, name, timeZone }: FieldOf): readonly Statement[] {
  const folded = fold(name);
  const value = record.fields.get(name)?.value;
  if (value === undefined || value.kind === 'missing') return [];
  if (BUILDS.has(folded) && value.kind === 'map') {
    const inner = [...value.fields].filter(([key]) => /^(?:list|render)$/u.test(fold(key)));
    return inner.map(([key, field]): Statement => {
      const word = field.value.kind === 'text' ? field.value.text : nameOfKind(field.value);
      return { name, text: `${name}.${key}: ${word}`, says: TRUE.has(word.toLowerCase()) ? 'out' : 'held' };
    });
  }
  if (OWN_FIELDS.has(folded) && value.kind === 'map') return ownStatements(name, value.fields);
  const word = value.kind === 'text' ? value.text.trim().toLowerCase() : undefined;
  const text = `${name}: ${SECRETS.has(folded) ? '…' : value.kind === 'text' ? value.text.slice(0, 60) : nameOfKind(value)}`;
  const is = (says: Statement['says']): readonly Statement[] => [{ name, text, ...present({ says }) }];
  if (SECRETS.has(folded)) return word === '' ? [] : is('held');
  if (FORMS.has(folded)) return word !== undefined && /^drafts?$/u.test(word) ? is('held') : [];
  if (STATES.has(folded)) return word === undefined ? is('held') : is(isPublicState(word) ? 'out' : 'held');
  const isTrue = word !== undefined && TRUE.has(word);
  const isFalse = word !== undefined && FALSE.has(word);
  if (HIDING.has(folded)) {
    if (isTrue || isFalse) return is(isTrue ? 'held' : 'out');
    // MkDocs lists what of the page is not shown.
    return folded === 'hide' && value.kind === 'list' ? [] : refuseFlag({ record, name, timeZone });
  }
  if (SHOWING.has(folded) && (isTrue || isFalse)) return is(isTrue ? 'out' : 'held');
  if (DATES.has(folded)) {
    if (word === 'now') return is('now');
    // `scheduled: true` waits for a date that another field gives.
    if (folded === 'scheduled' && (isTrue || isFalse)) return [];
    return [{ name, text, ...present({ date: dateField(record, [name], timeZone) }) }];
  }
  if (EXPIRIES.has(folded) && isFalse) return [];
  if (EXPIRIES.has(folded)) return [{ name, text, ...present({ expiry: dateField(record, [name], timeZone) }) }];
  if (SHOWING.has(folded) && folded !== 'permalink' && folded !== 'render')
    return refuseFlag({ record, name, timeZone });
  return [];
}

/** Fields of a site's own can hold an item back, and never let it out. */
function ownStatements(name: string, fields: FieldMap): readonly Statement[] {
  return [...fields].flatMap(([key, { value }]): readonly Statement[] => {
    if (value.kind !== 'text') return [];
    const [folded, word] = [fold(key), fold(value.text.trim())];
    const isHeld =
      (HIDING.has(folded) && TRUE.has(word)) ||
      (SHOWING.has(folded) && FALSE.has(word)) ||
      (STATES.has(folded) && HIDDEN_STATES.has(word));
    return isHeld ? [{ name, text: `${name}.${key}: ${value.text.slice(0, 60)}`, says: 'held' }] : [];
  });
}

/** Whether a state means that everybody may see it. One nobody knows is not public: what is out cannot be taken back. */
export function isPublicState(word: string): boolean {
  return PUBLIC_STATES.has(fold(word)) || TRUE.has(word.toLowerCase());
}

function refuseFlag({ record, name }: FieldOf): never {
  const value = record.fields.get(name)?.value ?? { kind: 'missing' };
  return fail({
    record,
    name,
    code: 'E_FIELD_TYPE',
    message: `: expected true or false, got ${shown(value)}`,
    hint: `write ${name}: true`,
  });
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[-_\s]+/gu, '');
}
