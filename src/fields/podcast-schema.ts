import { z } from 'zod';
import type { EpisodeTags, ShowTags } from '../model/publication/podcast-tags.js';
import { canParseUrl } from '../model/text/can-parse-url.js';

/** Podcasting 2.0 (tags/*.md): what texts of most nodes may hold. */
const MAX_TEXT = 128;
/** `episode.md`, attribute `display`. */
const MAX_LABEL = 32;
/** `txt.md`: what its node may hold. */
const MAX_TXT = 4000;
const MAX_ROWS = 100;
const MS_PER_SECOND = 1000;

const TEXT = z.string().trim().min(1).max(MAX_TEXT);
const DATE = z
  .string()
  .refine(
    (text) => !Number.isNaN(Date.parse(text)),
    told('is not a date', { code: 'E_FIELD_DATE', hint: 'write 2026-03-01T09:00:00Z.' }),
  );
const GUID = z
  .string()
  .trim()
  .regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu, 'is not a podcast:guid (a UUID)');

/** An absolute http(s) address without user and password: everything in a feed is public. */
const ADDRESS = z
  .string()
  .trim()
  .max(2048)
  .refine(
    isPublicAddress,
    told('is not an http(s) address without a password', {
      code: 'E_URL',
      hint: 'write the whole address, with https://.',
    }),
  );

/** One row, or a list of them. */
function rows<Row extends z.ZodType>(row: Row) {
  return z.preprocess(
    (value) => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(row).max(MAX_ROWS).optional(),
  );
}

const PERSON = z.strictObject({
  name: TEXT,
  role: TEXT.optional(),
  group: TEXT.optional(),
  img: ADDRESS.optional(),
  href: ADDRESS.optional(),
});
/** `ai-content` is measured and never stated here. */
const TXT = z.strictObject({
  text: z.string().trim().min(1).max(MAX_TXT),
  purpose: TEXT.refine(
    (purpose) => purpose.toLowerCase() !== 'ai-content',
    told('is written by itself, from the voices that are heard', { code: 'E_FIELD_TYPE', hint: 'remove it.' }),
  ).optional(),
});
const IMAGE = z.strictObject({
  image: z.string().trim().min(1).max(2048),
  alt: z.string().trim().max(1000).optional(),
  aspectRatio: z
    .string()
    .regex(/^\d{1,5}\/\d{1,5}$/u, 'is not a ratio such as 16/9')
    .optional(),
  widthPx: z.number().int().min(1).max(100_000).optional(),
  heightPx: z.number().int().min(1).max(100_000).optional(),
  /** `image.md`: tokens, together at most 128 characters. */
  purpose: rows(
    z
      .string()
      .trim()
      .regex(/^\S{1,128}$/u, 'is not one word'),
  ),
});
const LICENSE = z.strictObject({
  id: TEXT.refine(
    (id) => id === id.toLowerCase(),
    told('is not in lower case', { code: 'E_FIELD_TYPE', hint: 'write it as cc-by-4.0.' }),
  ),
  url: ADDRESS.optional(),
});
const LOCATION = z.strictObject({
  name: TEXT,
  rel: z.enum(['subject', 'creator']).optional(),
  geo: z
    .string()
    .regex(
      /^geo:-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?(?:,-?\d+(?:\.\d+)?)?(?:;[\w.=-]+)*$/u,
      'is not an RFC 5870 address such as geo:53.54,9.98',
    )
    .optional(),
  osm: z
    .string()
    .regex(/^[NWR]\d+(?:#\d+)?$/u, 'is not an OpenStreetMap id such as R113314')
    .optional(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/u, 'is not a country of two letters')
    .optional(),
});
/** `social-interact.md`: with `disabled` nothing else. */
const SOCIAL = z
  .strictObject({
    protocol: TEXT,
    uri: ADDRESS.optional(),
    accountId: TEXT.optional(),
    accountUrl: ADDRESS.optional(),
    priority: z.number().int().min(0).max(1000).optional(),
  })
  .refine(
    ({ protocol, uri }) => (protocol === 'disabled') === (uri === undefined),
    told('needs a uri, unless its protocol is disabled', {
      code: 'E_FIELD_MISSING',
      hint: 'add uri: https://… of the first post.',
    }),
  );
const REMOTE = z.strictObject({
  feedGuid: GUID,
  feedUrl: ADDRESS.optional(),
  itemGuid: z.string().min(1).max(1024).optional(),
  medium: z.string().min(1).max(MAX_LABEL).optional(),
  title: TEXT.optional(),
});
const TRAILER = z.strictObject({
  title: TEXT,
  url: ADDRESS,
  publishedAt: DATE,
  sizeBytes: z.number().int().min(1).optional(),
  type: z.string().max(MAX_TEXT).optional(),
  season: z.number().int().min(1).optional(),
});
const FUNDING = z.strictObject({ url: ADDRESS, text: TEXT });
const BLOCK = z.strictObject({
  /** From `serviceslugs.txt`. */
  id: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/u, 'is not the slug of a service')
    .optional(),
  isBlocked: z.boolean().default(true),
});
/** `update-frequency.md`: a rule with COUNT needs its start. */
const UPDATE_FREQUENCY = z
  .strictObject({
    text: TEXT,
    rrule: z
      .string()
      .regex(/^(?:[A-Z]+=[^;=\s]+)(?:;[A-Z]+=[^;=\s]+)*$/u, 'is not an RFC 5545 rule such as FREQ=WEEKLY')
      .optional(),
    dtstart: DATE.optional(),
    complete: z.boolean().optional(),
  })
  .refine(
    ({ rrule = '', dtstart }) => !rrule.includes('COUNT=') || dtstart !== undefined,
    told('counts with COUNT and has no dtstart', {
      code: 'E_FIELD_MISSING',
      hint: 'add dtstart: 2026-03-01T09:00:00Z.',
    }),
  );

const SHARED = {
  people: rows(PERSON),
  txt: rows(TXT),
  images: rows(IMAGE),
  funding: rows(FUNDING),
  license: LICENSE.optional(),
  location: rows(LOCATION),
  social: rows(SOCIAL),
};

/** `podcast:` of `lector.yaml`: one key a tag, named as the tag is where one value is usual. */
export const showTagsSchema = z.strictObject({
  ...SHARED,
  updateFrequency: UPDATE_FREQUENCY.optional(),
  seasons: z.record(z.string().regex(/^[1-9]\d{0,5}$/u), TEXT).optional(),
  trailers: z.boolean().optional(),
  trailer: rows(TRAILER),
  publisher: z.strictObject({ feedGuid: GUID, feedUrl: ADDRESS }).optional(),
  remoteItems: rows(REMOTE),
  podroll: rows(REMOTE),
  block: rows(BLOCK),
  podping: z.boolean().optional(),
  hubs: rows(ADDRESS),
}) satisfies z.ZodType<ShowTags>;

/** A stretch of the audio, in seconds as the feed has them; 15 to 120 are advised (`soundbite.md`). */
const SOUNDBITE = z
  .strictObject({
    start: z.number().min(0).max(1_000_000),
    duration: z.number().min(1).max(3600),
    title: TEXT.optional(),
  })
  .transform(({ start, duration, title }) => ({
    startMs: Math.round(start * MS_PER_SECOND),
    durationMs: Math.round(duration * MS_PER_SECOND),
    title,
  }));

/** `podcast:` of front matter and sidecars. */
export const episodeTagsSchema = z.strictObject({
  ...SHARED,
  soundbites: rows(SOUNDBITE),
  links: rows(z.strictObject({ href: ADDRESS, text: TEXT })),
  episodeNumber: z.number().min(0).max(1_000_000).optional(),
  episodeLabel: z.string().trim().min(1).max(MAX_LABEL).optional(),
}) satisfies z.ZodType<EpisodeTags>;

/** What a message says of a value that a rule refuses. */
function told(error: string, params: { readonly code: string; readonly hint: string }) {
  return { error, params };
}

function isPublicAddress(text: string): boolean {
  if (!canParseUrl(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/u.test(protocol) && username === '' && password === '';
}
