import type { XmlElement } from '../../../markup/xml-tree.js';
import type { FeedReport } from '../feed-report.js';
import { isPrivateAddress } from '../values/addresses.js';
import type { CheckProfile } from '../../../model/codes/check-profiles.js';

/** PSP-1: the longest node value, but for the elements that have limits of their own or none. */
const MAX_NODE_LENGTH = 255;
const LONG_TEXTS =
  /^(?:description|link|url|guid|docs|comments|itunes:(?:summary|new-feed-url|category|owner|image)|content:encoded|podcast:(?:txt|location|podroll|publisher|person|alternateEnclosure|value\w*)|psc:chapters)$/u;
const DIRECTORIES: readonly CheckProfile[] = ['apple', 'psp1'];

/** What PSP-1 says of each value, and Apple of each address. */
export function checkValues(parent: XmlElement, report: FeedReport): void {
  for (const element of parent.children) {
    for (const [attribute, value] of Object.entries(element.attributes)) {
      if (/^(?:url|href|uri|src)$/u.test(attribute)) checkAddress(element, value, report, attribute);
    }
    if (/^(?:link|itunes:new-feed-url)$/u.test(element.name)) checkAddress(element, element.text.trim(), report);
    if (element.children.length > 0 || element.text === '') continue;
    const isLong = LONG_TEXTS.test(element.name);
    const length = Array.from(element.text).length;
    if (!isLong && length > MAX_NODE_LENGTH) {
      const says = `has ${length} characters, and ${MAX_NODE_LENGTH} are taken`;
      report.add({
        code: 'E_FIELD_LONG',
        says,
        value: element.text,
        fix: 'shorten it.',
        at: element,
        profiles: ['psp1'],
        clause: 'node values',
      });
    }
    const isJudged = !isLong || element.name === 'guid' || element.name === 'link';
    if (isJudged && element.text !== element.text.trim() && element.text.trim() !== '') {
      const says = 'has white space at its ends';
      report.add({
        code: 'W_FEED_SPACE',
        says,
        fix: 'trim it.',
        at: element,
        profiles: ['psp1'],
        clause: 'node values',
      });
    }
  }
}

function checkAddress(at: XmlElement, value: string, report: FeedReport, attribute?: string): void {
  const place = attribute === undefined ? { at } : { at, attribute };
  if (/^http:/iu.test(value) && !isPrivateAddress(value)) {
    report.add({
      ...place,
      code: 'W_URL_HTTP',
      says: 'is not encrypted; apps refuse or warn',
      value,
      fix: 'publish it over https.',
      profiles: DIRECTORIES,
      clause: 'Requirements',
    });
  }
}
