import { isLectorError, LectorError } from '../errors.js';
import type { Finding } from '../model/finding.js';
import { present } from '../model/present.js';
import { PUBLISHED } from '../model/publication/published-paths.js';
import { quoteValue } from '../model/text.js';
import { checkPublishedEnclosures } from './check-published-enclosures.js';
import { readXml, type XmlElement } from '../markup/xml-tree.js';
import { checkChannel } from './rules/channel-rules.js';
import { checkDocument } from './rules/document-rules.js';
import { checkEnclosuresUnique } from './rules/enclosure-rules.js';
import { childNamed, childrenNamed, openReport, textOf, type FeedReport } from './rules/feed-report.js';
import { checkItem } from './rules/item-rules.js';
import { checkPodcastingChannel, checkPodcastingItem } from './rules/podcasting-rules.js';
import { checkPsc, checkPscPlace } from './rules/psc-rules.js';

type CheckFeedOptions = {
  /** Named as the place of each finding; by default the name a feed is published under. */
  readonly fileName?: string;
  /** The size in bytes of a file that is published with the feed, by its path: enclosures are then compared with it. */
  readonly sizeOf?: (path: string) => number | undefined;
  /** Media types of transcripts besides those the standard names. */
  readonly transcriptTypes?: readonly string[];
  /** With it, items dated later are reported. */
  readonly now?: Date;
};

/**
 * Checks any podcast feed against RSS 2.0, PSP-1, Apple's rules, Podcasting 2.0 and Podlove Simple Chapters.
 *
 * Errors keep an app or directory from taking the feed or an item; warnings cost something. Each finding has the
 * line and what to do. A file that cannot be read as XML gives that one finding.
 */
export function checkFeed(xml: string, options: CheckFeedOptions = {}): readonly Finding[] {
  const file = options.fileName ?? PUBLISHED.feed;
  try {
    const { report, findings } = openReport(file);
    checkRoot(readRoot(xml, file), options, report);
    return findings.toSorted((first, second) => (first.place?.line ?? 0) - (second.place?.line ?? 0));
  } catch (error) {
    if (isLectorError(error)) return [error.toFinding()];
    throw error;
  }
}

function readRoot(xml: string, file: string): XmlElement {
  const text = xml.replace(/^\uFEFF/u, '');
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (/^<!doctype html|^<html/u.test(start)) {
    const title = /<title[^>]*>([^<]*)/iu.exec(text)?.[1]?.trim() ?? '';
    throw new LectorError('E_FEED_NOT_XML', `this is text/html, titled ${quoteValue(title)}, and no feed.`, {
      hint: 'give the address or file of the feed itself.',
      place: { file, line: 1 },
    });
  }
  if (start !== '' && !start.startsWith('<')) {
    throw new LectorError('E_FEED_NOT_XML', 'this is no XML.', {
      hint: 'give an RSS 2.0 feed; podcast apps read no other format.',
      place: { file, line: 1 },
    });
  }
  return readXml(text, { file, isUtf8Only: true });
}

function checkRoot(root: XmlElement, options: CheckFeedOptions, report: FeedReport): void {
  const channel = childNamed(root, 'channel');
  if (root.key !== 'rss' || !channel) {
    report.error(
      'E_FEED_FORMAT',
      `<${root.name}> is not an RSS 2.0 feed with a channel; podcast apps read no other format.`,
      {
        at: root,
        hint: 'publish RSS 2.0: <rss version="2.0"><channel>…',
      },
    );
    return;
  }
  if (root.attributes['version'] !== '2.0') {
    report.error('E_FEED_FORMAT', `rss version ${quoteValue(root.attributes['version'] ?? '')} is not 2.0 (Apple).`, {
      at: root,
      hint: 'write version="2.0".',
    });
  }
  checkChannel(channel, report);
  checkPodcastingChannel(channel, report);
  checkPscPlace(channel, report);
  checkDocument(root, channel, report);
  checkItems(channel, options, report);
}

function checkItems(channel: XmlElement, options: CheckFeedOptions, report: FeedReport): void {
  const items = childrenNamed(channel, 'item');
  if (items.length === 0) {
    report.warning('W_FEED_EMPTY', 'the feed has no item; directories refuse an empty show.', {
      at: channel,
      hint: 'publish an episode.',
    });
  }
  const isSerial = textOf(channel, 'itunes:type') === 'serial';
  for (const [index, item] of items.entries()) {
    const label = `item ${index + 1}`;
    checkItem({ item, label, isSerial, report, ...present({ now: options.now }) });
    checkPodcastingItem(item, { label, report, transcriptTypes: options.transcriptTypes ?? [] });
    checkPsc(item, label, report);
  }
  checkGuidsUnique(items, report);
  checkEnclosuresUnique(items, report);
  if (options.sizeOf) checkPublishedEnclosures({ channel, sizeOf: options.sizeOf, report });
}

function checkGuidsUnique(items: readonly XmlElement[], report: FeedReport): void {
  const titles = new Map<string, string>();
  for (const item of items) {
    const guid = textOf(item, 'guid');
    if (guid === undefined) continue;
    const title = textOf(item, 'title') ?? '';
    const other = titles.get(guid);
    if (other !== undefined) {
      report.error(
        'E_GUID_DUPLICATE',
        `guid ${quoteValue(guid)} is used by ${quoteValue(other)} and ${quoteValue(title)}.`,
        {
          at: childNamed(item, 'guid') ?? item,
          hint: 'give each item a guid of its own.',
        },
      );
    } else {
      titles.set(guid, title);
    }
  }
}
