import { quoteValue } from '../../../model/text.js';
import type { XmlElement } from '../../../markup/xml-tree.js';
import { childNamed, childrenNamed, type FeedReport } from '../feed-report.js';
import type { FeedInput } from './feed-input.js';

const TRANSCRIPT_TYPES =
  /^(?:text\/vtt|application\/(?:x-)?(?:subrip|srt)|text\/srt|application\/json|text\/html|text\/plain)(?:;.*)?$/u;

/** What Podcasting 2.0 says of types and of several values together. */
export function checkPodcasting({ channel, items: episodes, report, transcriptTypes }: FeedInput): void {
  const items = [...episodes, ...childrenNamed(channel, 'podcast:liveItem')];
  checkSchedule(channel, report);
  checkPublisher(channel, report);
  for (const parent of [channel, ...items]) {
    checkLicence(parent, report);
    for (const post of childrenNamed(parent, 'podcast:socialInteract')) checkPost(post, report);
  }
  for (const item of items) {
    for (const at of childrenNamed(item, 'podcast:transcript')) {
      const { type = '', rel } = at.attributes;
      const clause = 'Podcasting 2.0, podcast:transcript';
      if (!TRANSCRIPT_TYPES.test(type) && !transcriptTypes.includes(type)) {
        const fix = 'use text/vtt, application/x-subrip, application/json, text/html or text/plain.';
        report.add({
          code: 'E_ITEM_TRANSCRIPT',
          says: `is of type ${quoteValue(type)}, which is unknown`,
          fix,
          at,
          clause,
        });
      }
      if (rel === 'captions' && /^text\/(?:html|plain)/u.test(type)) {
        const fix = 'leave rel="captions" to timed formats.';
        report.add({
          code: 'W_ITEM_CAPTIONS',
          says: `is ${type} and called captions, which it cannot be`,
          fix,
          at,
          clause,
        });
      }
    }
    for (const at of childrenNamed(item, 'podcast:chapters')) {
      const { type = '' } = at.attributes;
      if (type === 'application/json+chapters') continue;
      const isOld = type === 'application/audio-chapters+json';
      const code = isOld ? ('W_ITEM_CHAPTERS_TYPE' as const) : ('E_ITEM_CHAPTERS' as const);
      const says = isOld ? 'has the type of JSON chapters 1.1' : `is of type ${quoteValue(type)}, which is unknown`;
      const fix = 'write type="application/json+chapters".';
      report.add({ code, says, fix, at, clause: 'Podcasting 2.0, podcast:chapters' });
    }
  }
}

/** A licence that is not on the list of SPDX has its text somewhere. */
function checkLicence(parent: XmlElement, report: FeedReport): void {
  const at = childNamed(parent, 'podcast:license');
  if (!at || at.attributes['url'] !== undefined || /^[a-z\d.+-]*$/iu.test(at.text.trim())) return;
  const says = 'is missing, and the licence is on no list';
  report.add({
    code: 'E_ATTRIBUTE_MISSING',
    says,
    fix: 'add url="…".',
    at,
    attribute: 'url',
    clause: 'Podcasting 2.0, podcast:license',
  });
}

/** Comments have a first post, unless there are to be none. */
function checkPost(at: XmlElement, report: FeedReport): void {
  const { protocol, uri } = at.attributes;
  if (uri !== undefined || protocol === 'disabled') return;
  report.add({
    code: 'E_ATTRIBUTE_MISSING',
    says: 'is missing, and the protocol is not "disabled"',
    fix: 'add uri="…", the address of the first post.',
    at,
    attribute: 'uri',
    clause: 'Podcasting 2.0, podcast:socialInteract',
  });
}

/** What a show belongs to is the feed of a publisher, and is said to be one. */
function checkPublisher(channel: XmlElement, report: FeedReport): void {
  const publisher = childNamed(channel, 'podcast:publisher');
  const at = publisher && childNamed(publisher, 'podcast:remoteItem');
  if (!at || at.attributes['medium'] === 'publisher') return;
  report.add({
    code: 'E_FEED_MEDIUM',
    says: 'is not "publisher" inside podcast:publisher',
    fix: 'write medium="publisher".',
    at,
    attribute: 'medium',
    clause: 'Podcasting 2.0, podcast:publisher',
  });
}

/** A rule that counts needs a day to count from. */
function checkSchedule(channel: XmlElement, report: FeedReport): void {
  const at = childNamed(channel, 'podcast:updateFrequency');
  if (!at || at.attributes['dtstart'] !== undefined || !/COUNT=/iu.test(at.attributes['rrule'] ?? '')) return;
  const clause = 'Podcasting 2.0, podcast:updateFrequency';
  report.add({
    code: 'E_ATTRIBUTE_MISSING',
    says: 'is missing, and the rule counts',
    fix: 'add dtstart="…".',
    at,
    attribute: 'dtstart',
    clause,
  });
}
