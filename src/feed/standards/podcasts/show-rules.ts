import { byteLength } from '../../../model/text.js';
import { MAX_DESCRIPTION_BYTES } from '../../fit-description.js';
import { childNamed, childrenNamed, textOf, type FeedReport } from '../feed-report.js';
import type { XmlElement } from '../../../markup/xml-tree.js';
import type { CheckProfile } from '../../../model/codes/check-profiles.js';
import type { FeedInput } from '../cross/feed-input.js';
import { checkRequirements } from './requirements.js';
import { checkRules } from './short-rules.js';

const APPLE: readonly CheckProfile[] = ['apple', 'psp1'];
const PSP1: readonly CheckProfile[] = ['psp1'];

/** What directories ask of a show. */
export function checkShow({ channel, items, report }: FeedInput): void {
  checkRequirements(channel, 'channel', report);
  checkRules(channel, 'channel', report);
  checkImage(channel, report);
  checkSelf(channel, report);
  checkOwner(channel, report);
  checkReachable(channel, report);
  checkMove(channel, report);
  const description = childNamed(channel, 'description');
  if (description) checkDescriptionSize(description, report);
  if (items.length > 0) return;
  const says = 'has no item; directories refuse an empty show';
  const profiles: readonly CheckProfile[] = ['apple', 'psp1', 'spotify', 'youtube'];
  report.add({
    code: 'W_FEED_EMPTY',
    says,
    fix: 'publish an episode.',
    at: channel,
    profiles,
    clause: 'Requirements',
  });
}

/** PSP-1 and Apple count bytes, not characters. */
export function checkDescriptionSize(description: XmlElement, report: FeedReport): void {
  const size = byteLength(description.text);
  if (size <= MAX_DESCRIPTION_BYTES) return;
  const says = `has ${size} bytes, and ${MAX_DESCRIPTION_BYTES} are taken`;
  const profiles: readonly CheckProfile[] = ['psp1', 'apple', 'spotify'];
  report.add({
    code: 'E_FIELD_LONG',
    says,
    fix: 'shorten it.',
    at: description,
    profiles,
    clause: 'description',
  });
}

function checkImage(channel: XmlElement, report: FeedReport): void {
  const image = childNamed(channel, 'itunes:image');
  if (!image) return;
  if ((image.attributes['href'] ?? '').trim() === '') {
    const fix = 'set the cover: a square JPEG or PNG of 1400 to 3000 pixels.';
    const profiles: readonly CheckProfile[] = ['psp1', 'apple', 'spotify', 'youtube'];
    report.add({
      code: 'E_FEED_IMAGE',
      says: 'has no href',
      fix,
      at: image,
      profiles,
      clause: 'channel itunes:image',
    });
  }
}

function checkSelf(channel: XmlElement, report: FeedReport): void {
  const clause = 'channel atom:link';
  const self = childrenNamed(channel, 'atom:link').find(({ attributes }) => attributes['rel'] === 'self');
  if (!self) {
    const fix = 'add <atom:link href="(address of this feed)" rel="self" type="application/rss+xml"/>.';
    report.add({ code: 'E_FEED_SELF', says: 'has no atom:link rel="self"', fix, at: channel, profiles: PSP1, clause });
  } else if (self.attributes['type'] !== 'application/rss+xml') {
    const says = 'is a self link without type="application/rss+xml"';
    report.add({ code: 'E_FEED_SELF', says, fix: 'write it.', at: self, profiles: PSP1, clause });
  }
}

function checkOwner(channel: XmlElement, report: FeedReport): void {
  const owner = childNamed(channel, 'itunes:owner');
  if (!owner) return;
  for (const name of ['itunes:email', 'itunes:name']) {
    if (textOf(owner, name) !== undefined) continue;
    const fix = `add ${name}, or leave itunes:owner out.`;
    report.add({
      code: 'W_FEED_OWNER',
      says: `has no ${name}`,
      fix,
      at: owner,
      profiles: APPLE,
      clause: 'itunes:owner',
    });
  }
}

/** YouTube sends the code that proves whose show it is to an address of the feed. */
function checkReachable(channel: XmlElement, report: FeedReport): void {
  const owner = childNamed(channel, 'itunes:owner');
  const addresses = ['managingEditor', 'webMaster', 'googleplay:email', 'googleplay:owner'];
  const isReachable = owner !== undefined || addresses.some((name) => textOf(channel, name) !== undefined);
  const lock = childNamed(channel, 'podcast:locked')?.attributes['owner'];
  if (isReachable || lock !== undefined) return;
  report.add({
    code: 'W_FEED_OWNER',
    says: 'names no e-mail address; without one no show can be submitted',
    fix: 'name one in itunes:owner while the show is submitted; afterwards it may go.',
    at: channel,
    profiles: ['youtube'],
    clause: 'Help 13525207 verification',
    isNote: true,
  });
}

function checkMove(channel: XmlElement, report: FeedReport): void {
  const moved = childNamed(channel, 'itunes:new-feed-url');
  const to = moved?.text.trim() ?? '';
  if (!moved) return;
  const self = childrenNamed(channel, 'atom:link').find(({ attributes }) => attributes['rel'] === 'self');
  // Apple: the tag stands in the new feed too, and names it.
  if (self?.attributes['href'] === to) return;
  report.add({
    code: 'W_FEED_MOVED',
    says: 'tells apps to move from this feed to there',
    value: to,
    fix: 'leave itunes:new-feed-url out unless the show really moves.',
    at: moved,
    profiles: APPLE,
    clause: 'itunes:new-feed-url',
  });
}
