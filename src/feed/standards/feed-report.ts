import type { ErrorCode, WarningCode } from '../../model/codes.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import type { XmlElement } from '../../markup/xml-tree.js';
import { keyOf } from './namespaces.js';
import { PROFILE_DOCUMENTS, type CheckProfile } from '../../model/codes/check-profiles.js';
import { REASONS } from './reasons.js';

export type Fault = {
  readonly code: ErrorCode | WarningCode;
  /** Said of the place: `item 3 enclosure length "2 MB" is not …`; the place itself stands before it. */
  readonly says: string;
  readonly fix: string;
  readonly at: XmlElement;
  /** The attribute it concerns. */
  readonly attribute?: string;
  /** The child that is not there. */
  readonly child?: string;
  /** The value, where it is to be shown. */
  readonly value?: string;
  /** Document and section; of what directories ask the section alone. */
  readonly clause: string;
  /** Numbers of the section in the documents of directories that number them. */
  readonly sections?: Sections;
  /** Who asks for it; the standards themselves unless given. Of several the first that is asked counts. */
  readonly profiles?: readonly CheckProfile[];
  /** Taste or advice: no alarm. */
  readonly isNote?: boolean;
};

/** Where a directory's own document says it: `{ spotify: '5.6' }`. */
export type Sections = Readonly<Partial<Record<CheckProfile, string>>>;

/** Collects what the rules find, each with its place, its rule and what to do. */
export type FeedReport = {
  readonly profiles: ReadonlySet<CheckProfile>;
  add(fault: Fault): void;
};

const THE_STANDARDS: readonly CheckProfile[] = ['rss'];

type Standing = { readonly parent?: XmlElement; readonly itemNumber?: number };

export function openReport(input: {
  readonly file: string;
  readonly root: XmlElement;
  readonly profiles: ReadonlySet<CheckProfile>;
}): { readonly report: FeedReport; readonly findings: readonly Finding[] } {
  const { file, root, profiles } = input;
  const findings: Finding[] = [];
  let standings: ReadonlyMap<XmlElement, Standing> | undefined;
  const report: FeedReport = {
    profiles,
    add(fault) {
      const profile = (fault.profiles ?? THE_STANDARDS).find((name) => profiles.has(name));
      if (profile === undefined) return;
      standings ??= standingsIn(root);
      findings.push(toFinding(fault, { profile, file, standings }));
    },
  };
  return { report, findings };
}

function toFinding(
  fault: Fault,
  { profile, file, standings }: { profile: CheckProfile; file: string; standings: ReadonlyMap<XmlElement, Standing> },
): Finding {
  const { code, at, attribute, child, value, says, fix, isNote = false } = fault;
  // What several directories ask is asked by the first of those that count.
  const section = [fault.sections?.[profile], fault.clause].filter((part) => part !== undefined).join(' ');
  const clause = fault.profiles ? `${PROFILE_DOCUMENTS[profile]}, ${section}` : fault.clause;
  const item = itemAround(at, standings);
  // Whatever is wrong, a password is never shown.
  const shown = value === undefined ? '' : ` ${quoteValue(value.trim().replace(/\/\/[^/?#\s]*@/gu, '//'))}`;
  const subject = [labelOf(at, item?.number), attribute, child].filter((part) => part !== undefined && part !== '');
  const said = {
    message: `${subject.join(' ')}${shown} ${says}${clause === '' ? '' : ` (${clause.split(', ')[0] ?? ''})`}.`,
    hint: fix,
    place: { file, line: at.line, column: at.column },
    ruling: {
      profile,
      clause,
      why: REASONS[code] ?? '',
      path: `${pathOf(at, standings)}${attribute === undefined ? '' : `/@${attribute}`}`,
      ...present({ item }),
    },
  };
  if (isErrorCode(code)) return { severity: 'error', code, ...said };
  return isNote ? { severity: 'note', code, ...said } : { severity: 'warning', code, ...said };
}

function isErrorCode(code: ErrorCode | WarningCode): code is ErrorCode {
  return code.startsWith('E_');
}

/** `item 3 enclosure`, `channel title`, `channel`. */
function labelOf({ name, local }: XmlElement, itemNumber: number | undefined): string {
  if (itemNumber === undefined) return local === 'channel' || local === 'feed' ? `the ${local}` : `channel ${name}`;
  return ITEM_NAMES.has(local) ? `item ${itemNumber}` : `item ${itemNumber} ${name}`;
}

const ITEM_NAMES = new Set(['item', 'entry']);

function itemAround(at: XmlElement, standings: ReadonlyMap<XmlElement, Standing>) {
  for (let element: XmlElement | undefined = at; element; element = standings.get(element)?.parent) {
    const number = standings.get(element)?.itemNumber;
    if (number === undefined) continue;
    const title = element.children.find(({ local }) => local === 'title')?.text.trim();
    return { number, ...present({ title: title === '' ? undefined : title }) };
  }
  return undefined;
}

/** `rss/channel/item[3]/enclosure`. */
function pathOf(at: XmlElement, standings: ReadonlyMap<XmlElement, Standing>): string {
  const names: string[] = [];
  for (let element: XmlElement | undefined = at; element; element = standings.get(element)?.parent) {
    const number = standings.get(element)?.itemNumber;
    names.unshift(number === undefined ? element.name : `${element.name}[${number}]`);
  }
  return names.join('/');
}

function standingsIn(root: XmlElement): ReadonlyMap<XmlElement, Standing> {
  const standings = new Map<XmlElement, Standing>([[root, {}]]);
  let itemCount = 0;
  const walk = (parent: XmlElement): void => {
    for (const child of parent.children) {
      const isItem = ITEM_NAMES.has(child.local);
      if (isItem) itemCount += 1;
      standings.set(child, { parent, ...(isItem && { itemNumber: itemCount }) });
      walk(child);
    }
  };
  walk(root);
  return standings;
}

/** Children with a usual name such as `title` or `itunes:image`, whatever prefix the file uses. */
export function childrenNamed(parent: XmlElement, name: string): readonly XmlElement[] {
  const key = keyOf(name);
  return parent.children.filter((child) => child.key === key);
}

export function childNamed(parent: XmlElement, name: string): XmlElement | undefined {
  const key = keyOf(name);
  return parent.children.find((child) => child.key === key);
}

/** Trimmed text of a child, or nothing when it is missing or blank. */
export function textOf(parent: XmlElement, name: string): string | undefined {
  const text = childNamed(parent, name)?.text.trim();
  return text === '' ? undefined : text;
}
