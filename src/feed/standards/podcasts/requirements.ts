import type { ErrorCode, WarningCode } from '../../../model/codes.js';
import type { XmlElement } from '../../../markup/xml-tree.js';
import { childNamed, type FeedReport, type Sections } from '../feed-report.js';
import type { CheckProfile } from '../../../model/codes/check-profiles.js';
import { present } from '../../../model/present.js';

/** An element a directory asks for. */
export type Requirement = {
  readonly parent: 'channel' | 'item';
  readonly name: string;
  readonly code: ErrorCode | WarningCode;
  readonly profiles: readonly CheckProfile[];
  readonly fix: string;
  readonly clause: string;
  readonly sections?: Sections;
  /** What Spotify takes in its place. */
  readonly substitute?: string;
  /** Whether a text must stand in it. */
  readonly hasText: boolean;
  readonly isNote?: boolean;
};

type Row = readonly [
  name: string,
  code: ErrorCode | WarningCode,
  profiles: string,
  fix: string,
  /** Of Spotify's Podcast Delivery Specification 1.6. */
  spotify?: { readonly section: string; readonly substitute?: string },
];

const CHANNEL: readonly Row[] = [
  ['language', 'E_FEED_LANGUAGE', 'psp1 apple spotify', 'add <language>en-us</language>.', { section: '5.6' }],
  ['itunes:category', 'E_FEED_CATEGORY', 'psp1 apple', 'add <itunes:category text="News"/>.'],
  ['itunes:explicit', 'E_FEED_EXPLICIT', 'psp1 apple', 'write true or false.'],
  [
    'itunes:image',
    'E_FEED_IMAGE',
    'psp1 apple spotify youtube',
    'set the cover: a square JPEG or PNG of 1400 to 3000 pixels.',
    { section: '5.8', substitute: 'image' },
  ],
  ['itunes:author', 'W_FEED_AUTHOR', 'psp1 youtube spotify', 'name the author of the show.', { section: '5.7' }],
  ['podcast:locked', 'W_FEED_LOCKED', 'psp1 podcast20', 'write yes or no.'],
  ['podcast:guid', 'W_FEED_GUID', 'psp1 podcast20', 'add the UUIDv5 of the first feed address.'],
];

const ITEM: readonly Row[] = [
  [
    'title',
    'E_ITEM_TITLE',
    'psp1 apple spotify youtube',
    'add <title>.',
    { section: '5.19', substitute: 'media:title' },
  ],
  [
    'enclosure',
    'E_ITEM_ENCLOSURE',
    'psp1 apple spotify youtube',
    'add <enclosure url length type>.',
    { section: '5.17', substitute: 'media:content' },
  ],
  [
    'guid',
    'E_ITEM_NO_ID',
    'psp1 apple spotify',
    'add a <guid isPermaLink="false"> that never changes.',
    { section: '5.16' },
  ],
  ['link', 'W_ITEM_LINK', 'psp1', 'link the page of the episode.'],
  [
    'pubDate',
    'W_DATE',
    'psp1 apple spotify youtube',
    'write it as: Tue, 31 Dec 2024 09:00:00 GMT.',
    { section: '5.18' },
  ],
  ['description', 'W_ITEM_DESCRIPTION', 'psp1', 'add show notes.'],
  ['itunes:duration', 'W_ITEM_DURATION', 'psp1', 'write whole seconds.'],
  ['itunes:explicit', 'W_ITEM_EXPLICIT', 'psp1', 'write true or false.'],
  ['podcast:transcript', 'W_ITEM_TRANSCRIPT', 'psp1 podcast20', 'publish a transcript as WebVTT.'],
];

/** Elements whose value stands in attributes. */
const WITHOUT_TEXT = new Set(['itunes:category', 'itunes:image', 'enclosure', 'podcast:transcript']);

export const REQUIREMENTS: readonly Requirement[] = [
  ...CHANNEL.map((row) => requirementOf('channel', row)),
  ...ITEM.map((row) => requirementOf('item', row)),
];

function requirementOf(parent: 'channel' | 'item', [name, code, names, fix, spotify]: Row): Requirement {
  const profiles = names.split(' ') as CheckProfile[];
  const clause = `${parent} ${name}`;
  return {
    parent,
    name,
    code,
    profiles,
    fix,
    clause,
    hasText: !WITHOUT_TEXT.has(name),
    ...(spotify && { sections: { spotify: spotify.section } }),
    ...present({ substitute: spotify?.substitute }),
  };
}

/** What directories ask of a channel or an item besides what RSS does. */
export function checkRequirements(parent: XmlElement, kind: 'channel' | 'item', report: FeedReport): void {
  for (const { parent: where, name, hasText, substitute, ...requirement } of REQUIREMENTS) {
    if (where !== kind) continue;
    const element = childNamed(parent, name);
    const isReplaced = substitute !== undefined && childNamed(parent, substitute) !== undefined;
    const profiles = requirement.profiles.filter((profile) => profile !== 'spotify' || !isReplaced);
    if (!element) report.add({ ...requirement, profiles, says: 'is missing', child: name, at: parent });
    else if (hasText && element.text.trim() === '' && !isJudged(name))
      report.add({ ...requirement, says: 'is empty', at: element });
  }
}

/** Whose emptiness the tables report themselves. */
function isJudged(name: string): boolean {
  return /^(?:language|link|pubDate|itunes:duration|itunes:explicit|podcast:locked|podcast:guid)$/u.test(name);
}
