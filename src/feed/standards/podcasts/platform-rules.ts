import type { CheckProfile } from '../../../model/codes/check-profiles.js';
import { parseClock } from '../../../model/time.js';
import type { ShortRule } from './short-rule.js';

const SPOTIFY: readonly CheckProfile[] = ['spotify'];
const YOUTUBE: readonly CheckProfile[] = ['youtube'];
/** YouTube Help 71673: the longest video an account may upload. */
const MAX_VIDEO_HOURS = 12;
const MS_PER_HOUR = 3_600_000;

const longerThan = (max: number) => ({ test: (text: string) => Array.from(withoutTags(text)).length > max });

/**
 * Values of platforms that make their own copies: Spotify by its Podcast Delivery Specification 1.6, whose sections stand
 * in the clauses, and YouTube by the pages of its help, whose numbers do.
 */
export const PLATFORM_RULES: readonly ShortRule[] = [
  {
    parent: 'item',
    name: 'enclosure',
    attribute: 'type',
    takes: /^(?:audio\/mpeg|(?!audio\/).*)$/iu,
    code: 'W_ENCLOSURE_TYPE',
    profiles: SPOTIFY,
    says: 'is other audio than MP3',
    fix: 'publish MP3; other files may be re-encoded, or left out.',
    clause: '5.17 enclosure',
    // Version 1.6 names MP3 alone; what is taken today is said nowhere in its words.
    isNote: true,
  },
  {
    parent: 'item',
    name: 'enclosure',
    attribute: 'length',
    refuses: /^0+$/u,
    code: 'W_ENCLOSURE',
    profiles: SPOTIFY,
    says: 'is not the size of a file',
    fix: 'write the size of the file in bytes.',
    clause: '5.17 enclosure',
  },
  {
    parent: 'item',
    name: 'media:restriction',
    attribute: 'type',
    takes: /^country$/u,
    code: 'W_PLATFORM_VALUE',
    profiles: SPOTIFY,
    says: 'restricts by something else than countries, which is passed over',
    fix: 'write type="country" and codes of countries.',
    clause: '5.24 media:restriction',
  },
  {
    parent: 'item',
    name: 'title',
    refuses: longerThan(100),
    code: 'W_PLATFORM_LONG',
    profiles: YOUTUBE,
    says: 'has more than the 100 characters that a title of a video may have',
    fix: 'shorten it.',
    clause: 'Help 57404 title',
  },
  {
    parent: 'item',
    name: 'title',
    refuses: /[<>]/u,
    code: 'W_PLATFORM_VALUE',
    profiles: YOUTUBE,
    says: 'holds < or >, which no title of a video may',
    fix: 'write other characters.',
    clause: 'Help 57404 title',
  },
  {
    parent: 'channel',
    name: 'title',
    refuses: /[<>]/u,
    code: 'W_PLATFORM_VALUE',
    profiles: YOUTUBE,
    says: 'holds < or >, which no title of a playlist may',
    fix: 'write other characters.',
    clause: 'Help 13525207 title',
  },
  ...(['channel', 'item'] as const).map((parent): ShortRule => ({
    parent,
    name: 'description',
    refuses: longerThan(5000),
    code: 'W_PLATFORM_LONG',
    profiles: YOUTUBE,
    says: 'has more than the 5000 characters that a description of a video may have',
    fix: 'shorten it.',
    clause: 'Help 12948449 description',
  })),
  {
    parent: 'item',
    name: 'itunes:duration',
    refuses: { test: (text) => (durationMsOf(text) ?? 0) > MAX_VIDEO_HOURS * MS_PER_HOUR },
    code: 'W_PLATFORM_LONG',
    profiles: YOUTUBE,
    says: `is more than the ${MAX_VIDEO_HOURS} hours that a video may have`,
    fix: 'divide the episode.',
    clause: 'Help 71673 length',
  },
];

function withoutTags(html: string): string {
  return html.replace(/<[a-z/!][^>]*>/giu, '').trim();
}

function durationMsOf(text: string): number | undefined {
  return /^\d+$/u.test(text) ? Number(text) * 1000 : parseClock(text);
}
