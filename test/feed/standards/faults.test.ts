import { describe, expect, it } from 'vitest';
import { checkFeed } from '../../../src/feed/check-feed.js';
import { PROFILE_NAMES, type CheckProfile } from '../../../src/model/codes/check-profiles.js';
import type { Finding } from '../../../src/model/finding.js';
import { AGREEMENT_FAULTS } from './faults/agreement.js';
import { OTHER_FORMAT_FAULTS } from './faults/atom-and-rdf.js';
import { CORNER_FAULTS } from './faults/corners.js';
import { DOCUMENT_FAULTS } from './faults/documents.js';
import type { Fault } from './faults/fault.js';
import { FRAGMENT_FAULTS } from './faults/fragments.js';
import { MODULE_FRAGMENT_FAULTS } from './faults/module-fragments.js';
import { MODULE_FAULTS } from './faults/modules.js';
import { DIRECTORY_FAULTS } from './faults/directories.js';
import { PLATFORM_FAULTS } from './faults/platforms.js';
import { PODCASTING_FAULTS } from './faults/podcasting.js';
import { RARE_FAULTS } from './faults/rare-fragments.js';
import { CHANNEL_FAULTS } from './faults/rss-channel.js';
import { ITEM_FAULTS } from './faults/rss-item.js';
import { TEXT_FAULTS } from './faults/text-and-markup.js';
import { THIRD_FAULTS } from './faults/third-list.js';
import { VALUE_FAULTS } from './faults/values.js';
import { GOOD_CORNERS } from './good/corners.js';
import { GOOD_FRAGMENTS } from './good/fragments.js';
import { GOOD_OTHERS, GOOD_PODCASTS } from './good/other-feeds.js';
import { GOOD_BYTES, GOOD_FOR_SPOTIFY, GOOD_LIVE, GOOD_RARITIES } from './good/podcast-feeds.js';
import { GOOD_RSS, type GoodFeed } from './good/rss-feeds.js';

const NOW = new Date('2026-08-01T00:00:00Z');
const STANDARDS: readonly CheckProfile[] = ['rss'];

/** What an editor would be alarmed by: advice is none. */
function alarms(feed: string | Uint8Array, profiles: readonly CheckProfile[]): readonly Finding[] {
  return checkFeed(feed, { now: NOW, profiles }).filter(({ severity }) => severity !== 'note');
}

/** The last part of a path, without the number of an item: `@port`, `psc:chapter`, `item`. */
function lastOf(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/\[\d+\]$/u, '');
}

function isFound([, feed, code, element]: Fault, profiles: readonly CheckProfile[]): boolean {
  return alarms(feed, profiles).some(
    (finding) => finding.code === code && (element === '' || lastOf(finding.ruling?.path ?? '') === lastOf(element)),
  );
}

describe('the rules of feeds', () => {
  it.each<[string, readonly Fault[], readonly CheckProfile[]]>([
    ['a channel', CHANNEL_FAULTS, STANDARDS],
    ['an item', ITEM_FAULTS, STANDARDS],
    ['texts and HTML', TEXT_FAULTS, STANDARDS],
    ['a document', DOCUMENT_FAULTS, STANDARDS],
    ['modules', MODULE_FAULTS, STANDARDS],
    ['what directories ask', DIRECTORY_FAULTS, PROFILE_NAMES],
    ['Podcasting 2.0', PODCASTING_FAULTS, PROFILE_NAMES],
    ['what platforms ask', PLATFORM_FAULTS, ['spotify', 'youtube']],
    ['Atom and RSS 1.0', OTHER_FORMAT_FAULTS, STANDARDS],
    ['a third list', THIRD_FAULTS, STANDARDS],
    ['fragments', FRAGMENT_FAULTS, PROFILE_NAMES],
    ['fragments of modules', MODULE_FRAGMENT_FAULTS, PROFILE_NAMES],
    ['values', VALUE_FAULTS, STANDARDS],
    ['what is rare', RARE_FAULTS, STANDARDS],
    ['what contradicts itself', AGREEMENT_FAULTS, PROFILE_NAMES],
    ['other corners', CORNER_FAULTS, [...STANDARDS, 'apple']],
  ])('find each fault of %s, with its code and where it is', (_name, faults, profiles) => {
    expect(faults.filter((fault) => !isFound(fault, profiles)).map(([name]) => name)).toEqual([]);
    expect(new Set(faults.map(([name]) => name)).size).toBe(faults.length);
  });

  it.each<[string, readonly GoodFeed[], readonly CheckProfile[]]>([
    ['RSS', GOOD_RSS, STANDARDS],
    ['other feeds', GOOD_OTHERS, STANDARDS],
    ['feeds of other corners', GOOD_CORNERS, STANDARDS],
    ['fragments', GOOD_FRAGMENTS, STANDARDS],
    ['podcasts', GOOD_PODCASTS, PROFILE_NAMES],
    ['podcasts for Spotify', GOOD_FOR_SPOTIFY, ['spotify']],
    ['parts of podcasts', GOOD_LIVE, PROFILE_NAMES],
    ['bytes', GOOD_BYTES, STANDARDS],
    ['rarities', GOOD_RARITIES, STANDARDS],
  ])('are silent on good %s', (_name, feeds, profiles) => {
    const found = feeds.flatMap(([name, feed]) => alarms(feed, profiles).map(({ message }) => `${name}: ${message}`));
    expect(found).toEqual([]);
  });
});
