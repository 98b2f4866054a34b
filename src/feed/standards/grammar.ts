import type { ErrorCode, WarningCode } from '../../model/codes.js';
import type { XmlElement } from '../../markup/xml-tree.js';
import { keyOf } from './namespaces.js';

/** What is wrong with a value, said of it: `is not a date`. */
export type ValueFault = {
  readonly code: ErrorCode | WarningCode;
  readonly says: string;
  readonly fix: string;
};

/** What a value may be, in words for the page of rules, and how it is judged. */
export type ValueType = {
  readonly name: string;
  readonly check: (text: string, context: ValueContext) => readonly ValueFault[];
  /** Whether the value may be elements; it is judged with them then. */
  readonly mayHoldElements?: (element: XmlElement) => boolean;
};

export type ValueContext = {
  /** The element the value stands in. */
  readonly element: XmlElement;
  /** Dates after it lie in the future; without it none do. */
  readonly now?: Date;
  /** Whether the value is that of an attribute. */
  readonly isAttribute: boolean;
  /** Whether an `xml:base` is given, so that relative addresses have a meaning. */
  readonly hasBase: boolean;
  /** Whether this is a show of a directory rather than a plain feed. */
  readonly isPodcast: boolean;
};

export type AttributeRule = { readonly value: ValueType; readonly isRequired: boolean };

/** What an element holds: one value, elements, nothing, or what no table looks at. */
export type Content = ValueType | 'elements' | 'nothing' | 'anything';

/** How often: once, at most once, at least once, any number. */
export type Count = '1' | '?' | '+' | '*';

/** One element of one namespace where it may stand. */
export type ElementRule = {
  /** With the prefix of this house: `podcast:locked`; RSS 2.0 has none. */
  readonly name: string;
  readonly key: string;
  /** Names of the elements it may stand in. */
  readonly parents: readonly string[];
  readonly count: Count;
  readonly content: Content;
  readonly attributes: Readonly<Record<string, AttributeRule>>;
  /** Document and section. */
  readonly clause: string;
  readonly codes: RuleCodes;
};

/** Codes of what is wrong, where they are not the usual ones. */
export type RuleCodes = {
  readonly missing?: ErrorCode;
  readonly repeated?: ErrorCode | WarningCode;
  readonly place?: ErrorCode;
};

type RowDetails = {
  /** Count, then the parents: `? channel item`. */
  readonly in: string;
  readonly holds?: Content;
  /** Attributes by name; one that must be there ends with `!`. */
  readonly with?: Readonly<Record<string, ValueType>>;
  readonly codes?: RuleCodes;
};

/** A table of one document, a row an element. */
export function tableOf(
  document: string,
  rows: Readonly<Record<string, RowDetails | readonly RowDetails[]>>,
): readonly ElementRule[] {
  return Object.entries(rows).flatMap(([name, details]) =>
    [details].flat().map((row: RowDetails): ElementRule => {
      const [count = '*', ...parents] = row.in.split(' ');
      return {
        name,
        key: keyOf(name),
        parents,
        count: count as Count,
        content: row.holds ?? 'nothing',
        attributes: Object.fromEntries(
          Object.entries(row.with ?? {}).map(([attribute, value]) => [
            attribute.replace(/!$/u, ''),
            { value, isRequired: attribute.endsWith('!') },
          ]),
        ),
        clause: `${document}, ${name}`,
        codes: row.codes ?? {},
      };
    }),
  );
}

/** The rules of elements, found by where they stand. */
export type Grammar = {
  /** What may stand in an element, by the key of the child. */
  readonly childrenOf: (parent: string) => ReadonlyMap<string, ElementRule>;
  /** What must stand in an element. */
  readonly requiredIn: (parent: string) => readonly ElementRule[];
  /** All rules of a key, wherever it may stand. */
  readonly rulesOf: (key: string) => readonly ElementRule[];
  readonly rules: readonly ElementRule[];
};

const NO_CHILDREN: ReadonlyMap<string, ElementRule> = new Map();
const NO_RULES: readonly ElementRule[] = [];

export function grammarOf(rules: readonly ElementRule[]): Grammar {
  const children = new Map<string, Map<string, ElementRule>>();
  const byKey = new Map<string, ElementRule[]>();
  for (const rule of rules) {
    byKey.set(rule.key, [...(byKey.get(rule.key) ?? []), rule]);
    for (const parent of rule.parents.map(keyOf)) {
      const known = children.get(parent) ?? new Map<string, ElementRule>();
      children.set(parent, known.set(rule.key, rule));
    }
  }
  const required = new Map(
    [...children].map(([parent, known]) => [parent, [...known.values()].filter(({ count }) => /[1+]/u.test(count))]),
  );
  return {
    rules,
    requiredIn: (parent) => required.get(parent) ?? NO_RULES,
    childrenOf: (parent) => children.get(parent) ?? NO_CHILDREN,
    rulesOf: (key) => byKey.get(key) ?? NO_RULES,
  };
}
