import type { XmlElement } from '../../../markup/xml-tree.js';
import { quoteValue } from '../../../model/text.js';
import { childNamed, childrenNamed, textOf, type FeedReport } from '../feed-report.js';
import type { FeedInput } from './feed-input.js';

/** What RSS 2.0 says of several elements together. */
export function checkRss({ channel, items, report }: FeedInput): void {
  checkImage(channel, report);
  for (const [list, part] of [
    ['skipHours', 'hour'],
    ['skipDays', 'day'],
  ] as const)
    checkNoneTwice(childrenNamed(childNamed(channel, list) ?? channel, part), report);
  for (const item of items) {
    if (!childNamed(item, 'title') && !childNamed(item, 'description')) {
      report.add({
        code: 'E_ELEMENT_MISSING',
        says: 'has neither title nor description',
        fix: 'add one of them.',
        at: item,
        clause: 'RSS 2.0, Elements of <item>',
      });
    }
    checkGuid(item, report);
  }
}

function checkImage(channel: XmlElement, report: FeedReport): void {
  const image = childNamed(channel, 'image');
  if (!image) return;
  for (const name of ['title', 'link']) {
    const part = childNamed(image, name);
    const [own, other] = [part?.text.trim() ?? '', textOf(channel, name)];
    if (!part || own === '' || other === undefined || own === other) continue;
    report.add({
      code: 'W_IMAGE_TITLE',
      says: `is not the ${name} of the channel`,
      value: own,
      fix: `write ${quoteValue(other)}.`,
      at: part,
      clause: 'RSS 2.0, image',
    });
  }
}

function checkNoneTwice(parts: readonly XmlElement[], report: FeedReport): void {
  const seen = new Set<string>();
  for (const part of parts) {
    const value = part.text.trim().replace(/^0+(?=\d)/u, '');
    if (seen.has(value)) {
      const clause = 'RSS 2.0, skipHours and skipDays';
      report.add({ code: 'E_FEED_REPEATED', says: 'is listed twice', value, fix: 'keep one.', at: part, clause });
    }
    seen.add(value);
  }
}

function checkGuid(item: XmlElement, report: FeedReport): void {
  const guid = childNamed(item, 'guid');
  const value = guid?.text.trim() ?? '';
  if (!guid || value === '' || guid.attributes['isPermaLink'] === 'false' || /^https?:\/\/[^\s"<>]+$/iu.test(value))
    return;
  const written = guid.attributes['isPermaLink'];
  if (written !== undefined && written !== 'true') return;
  report.add({
    code: 'W_GUID_PERMALINK',
    says: 'counts as an address and is none',
    value,
    fix: 'add isPermaLink="false".',
    at: guid,
    clause: 'RSS 2.0, guid',
  });
}

/** RSS 2.0, guid: a string that uniquely identifies the item. */
export function checkGuidsUnique({ items, report }: FeedInput): void {
  const titles = new Map<string, string>();
  for (const item of items) {
    const guid = textOf(item, 'guid');
    if (guid === undefined) continue;
    const title = textOf(item, 'title') ?? '';
    const other = titles.get(guid);
    if (other === undefined) {
      titles.set(guid, title);
      continue;
    }
    report.add({
      code: 'E_GUID_DUPLICATE',
      says: `is used by ${quoteValue(other)} and ${quoteValue(title)}`,
      value: guid,
      fix: 'give each item a guid of its own.',
      at: childNamed(item, 'guid') ?? item,
      clause: 'RSS 2.0, guid',
    });
  }
}
