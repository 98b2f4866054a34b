import type { XmlElement } from '../../markup/xml-tree.js';
import { quoteValue } from '../../model/text.js';
import { findReference } from '../../model/text/character-reference.js';
import { childrenNamed, type FeedReport } from './feed-report.js';

/** Elements whose text apps show letter by letter; a description is HTML and has references of its own. */
const PLAIN_TEXTS = [
  'title',
  'author',
  'category',
  'itunes:title',
  'itunes:subtitle',
  'itunes:author',
  'podcast:person',
];

/** A reference that is left in plain text was escaped once too often: every app shows and reads it. */
export function checkReferences(input: {
  readonly parent: XmlElement;
  readonly label: string;
  readonly report: FeedReport;
}): void {
  const { parent, label, report } = input;
  for (const name of PLAIN_TEXTS) {
    for (const element of childrenNamed(parent, name)) {
      const reference = findReference(element.text);
      if (reference === undefined) continue;
      report.warning('W_REFERENCE', `${label} ${name} ${quoteValue(element.text.trim())} shows ${reference}.`, {
        at: element,
        hint: 'write the character itself in the source of the text.',
      });
    }
  }
}
