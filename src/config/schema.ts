import { z } from 'zod';
import { showTagsSchema } from '../fields/podcast-schema.js';
import { AUDIO_FORMAT_NAMES } from '../model/audio-file.js';
import { SHOW_LINK_NAMES, THEME_CORNERS, THEME_FONTS } from '../model/publication/theme.js';
import { SYNTHESES } from '../model/publication/disclosure.js';
import { musicSchema } from './music-schema.js';
import { hooksSchema, publishSchema } from './publish-places.js';

/** What every message about a value of this kind says to write instead. */
const TEXT_255 = z.string().trim().min(1).max(255);
const FOLDER = z.string().trim().min(1).max(240);
/** Hard ceiling of every time-out: `setTimeout` above 2^31 − 1 ms fires at once. */
const MAX_TIMEOUT_MS = 600_000;
/** Podcasting 2.0, `medium.md`: those an audio feed of texts may have. */
const MEDIUM = z.enum(['podcast', 'newsletter', 'blog', 'audiobook', 'course', 'publisher']);
const PAUSE_MS = z.number().int().min(0).max(60_000);

const ttsSchema = z.strictObject({
  /** One of the names `lector voices` lists. */
  engine: z.string().min(1).default('embedded'),
  /** The narrator. */
  voice: z.string().min(1).optional(),
  /** The narrator of articles and passages in another language, by its BCP 47 tag: `{de: …, pt-BR: …}`. */
  voices: z.record(z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u), z.string().min(1)).default({}),
  /** 1 is the voice's own pace. */
  rate: z.number().min(0.5).max(3).default(1),
  /** `${NAME}` of an environment variable; never the key itself. */
  apiKey: z.string().optional(),
  /** Most requests to the service in a minute, by all workers of a queue together. */
  requestsPerMinute: z.number().int().min(1).max(100_000).optional(),
  /** Voices of the other roles. */
  roles: z
    .strictObject({ heading: z.string().optional(), quote: z.string().optional(), aside: z.string().optional() })
    .default({}),
  /** Voices of named speakers. */
  speakers: z.record(z.string(), z.string()).default({}),
  /** Whatever the engine documents: model, region, address of the server… */
  settings: z.record(z.string(), z.unknown()).default({}),
});

const audioSchema = z.strictObject({
  /** The first is the audio of an episode, the others are offered beside it. */
  formats: z.array(z.enum(AUDIO_FORMAT_NAMES)).min(1).max(AUDIO_FORMAT_NAMES.length).default(['mp3']),
  bitrateKbps: z.number().int().min(32).max(320).default(96),
  /** `vbr` spends as many bits as the sound needs: `quality` is LAME's, 0 the best, 2 unless set. */
  mp3: z
    .strictObject({ mode: z.enum(['cbr', 'vbr']).default('cbr'), quality: z.number().int().min(0).max(9).optional() })
    .prefault({}),
  sampleRateHz: z.union([z.literal(22_050), z.literal(24_000), z.literal(44_100), z.literal(48_000)]).default(44_100),
  channels: z.union([z.literal(1), z.literal(2)]).default(1),
  /** Apple's recommendation for podcasts is −16 LUFS ±1. */
  loudnessLufs: z.number().min(-31).max(-9).default(-16),
  truePeakDbtp: z.number().min(-9).max(-0.5).default(-1),
  /** Stings: audio files before and after the narration. */
  intro: FOLDER.optional(),
  outro: FOLDER.optional(),
  music: musicSchema.optional(),
});

/** `30s`, `5m`, `2h`, or the five or six fields of cron(8). */
const SCHEDULE = z
  .string()
  .trim()
  .max(120)
  .regex(
    /^(?:[1-9]\d{0,5} ?[smh]|@(?:hourly|daily|weekly|monthly)|(?:[\d*][^\s]*|[A-Z?L][^\s]*)(?:\s+[\dA-Z*?L][^\s]*){4,5})$/iu,
    'is neither a time such as "5m" nor a cron pattern such as "0 * * * *"',
  );

const sourceSchema = z.strictObject({
  /** A page, or an RSS, Atom or JSON feed; one that cannot be asked is refused when it is read, like any bad input. Keys as `${NAME}`. */
  url: z.string().trim().min(1),
  /** For protected sources; keys as `${NAME}` of the environment. Sent to that host alone. */
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,64}$/u), z.string().max(1024)).optional(),
  /** Of a feed's items: its own text, or that of the page it links to. */
  fullText: z.enum(['auto', 'feed', 'page']).optional(),
  /** Most items of a feed one run takes that were never published before. */
  maxNewItems: z.number().int().min(1).max(1000).optional(),
  /** How often `lector watch` asks it; `watch.every` unless set. */
  every: SCHEDULE.optional(),
});

const briefingSchema = z.strictObject({
  title: TEXT_255,
  /** File names or slugs, in the order they are heard. */
  articles: z.array(z.string().min(1)).min(1).max(50),
  publishedAt: z.string().optional(),
  description: z.string().max(4000).optional(),
});

const ONE_OR_MORE = z.preprocess(
  (value) => (value === undefined || Array.isArray(value) ? value : [value]),
  z.array(TEXT_255).min(1).max(100).optional(),
);

const feedSchema = z.strictObject({
  /** Below the output folder; the JSON Feed lies beside it. Apps hold its address for ever. */
  path: z
    .string()
    .max(240)
    .regex(/^(?:[a-z0-9][a-z0-9-]*\/)*[a-z0-9][a-z0-9-]*\.xml$/u, 'is not a path such as science.xml'),
  title: TEXT_255.optional(),
  description: z.string().trim().min(1).max(4000).optional(),
  language: z.string().optional(),
  /** A publisher's feed names all others and has no episode. */
  medium: MEDIUM.optional(),
  /** What its enclosures are: one of `audio.formats`, the first of them unless set. */
  format: z.enum(AUDIO_FORMAT_NAMES).optional(),
  /** `private`: each subscriber has it under an address of their own, and nobody else. */
  access: z.enum(['public', 'private']).optional(),
  /** Which episodes it has: one of the values in each of these. */
  where: z
    .strictObject({
      section: ONE_OR_MORE,
      author: ONE_OR_MORE,
      tag: ONE_OR_MORE,
      language: ONE_OR_MORE,
      kind: ONE_OR_MORE,
      type: ONE_OR_MORE,
    })
    .optional(),
});

const pauseShape = {
  titleMs: PAUSE_MS,
  standfirstMs: PAUSE_MS,
  introMs: PAUSE_MS,
  sectionMs: PAUSE_MS,
  headingMs: PAUSE_MS,
  paragraphMs: PAUSE_MS,
  sentenceMs: PAUSE_MS,
  clauseMs: PAUSE_MS,
  listItemMs: PAUSE_MS,
  quoteMs: PAUSE_MS,
  asideMs: PAUSE_MS,
  articleMs: PAUSE_MS,
  outroMs: PAUSE_MS,
};

/** Where it is said that a machine reads; `disclosure: end` is short for `disclosure: {spoken: end}`. */
const disclosureSchema = z.strictObject({
  /** Unset, `start` for all that is made anew, and as it was for what stands published and did not change. */
  spoken: z.enum(['start', 'end', 'off']).optional(),
  /** Says it again in long pieces, each time about so much has been heard. */
  reminderMinutes: z.number().int().min(5).max(240).optional(),
  /** A certificate and its key, to sign audio files with; both in PEM. */
  c2pa: z.strictObject({ certificate: FOLDER, key: z.string().min(1) }).optional(),
  /** What the publisher knows of a voice, by its id; it goes before what the engine says. */
  voices: z
    .record(
      z.string(),
      z.strictObject({
        synthesis: z.enum(SYNTHESES).optional(),
        licence: TEXT_255.optional(),
        consent: TEXT_255.optional(),
      }),
    )
    .default({}),
});

const COLOR = z
  .string()
  .regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/iu, 'is not a colour such as "#97300f", in quotation marks')
  .transform((color) => (color.length === 4 ? color.replace(/[0-9a-f]/giu, '$&$&') : color).toLowerCase());

/** How pages look, without touching a template. */
const themeSchema = z.strictObject({
  accent: COLOR.optional(),
  font: z.enum(THEME_FONTS).optional(),
  corner: z.enum(THEME_CORNERS).optional(),
  /** SVG, PNG, JPEG or WebP, shown where pages name the show. */
  logo: FOLDER.optional(),
});

/** What is drawn of titles where there is no picture; `lector init` draws the cover the same way. */
const artworkSchema = z.strictObject({
  /** What titles stand on; one made of each title unless given. */
  color: COLOR.optional(),
  /** A square picture for every episode that has none of its own. */
  episodes: z.boolean().default(false),
  /** A picture of 1200 × 630 pixels for links to each episode. */
  links: z.boolean().default(false),
});

const linksSchema = z.partialRecord(z.enum(SHOW_LINK_NAMES), z.string().trim().min(1).max(2048));

/** The schema of `lector.yaml` with all defaults. */
export const configSchema = z.strictObject({
  title: TEXT_255,
  description: z.string().trim().max(4000).default(''),
  baseUrl: z.string().max(2048).default('http://127.0.0.1:4860/'),
  link: z.string().max(2048).optional(),
  language: z.string().default('en'),
  author: TEXT_255.optional(),
  owner: z.strictObject({ name: TEXT_255, email: z.string() }).partial({ name: true }).optional(),
  /** `News` or `News > Daily News`, from Apple's list. */
  category: z.union([TEXT_255, z.array(TEXT_255).min(1).max(3)]).default('News'),
  /** Square, 1400 to 3000 pixels, JPEG or PNG. */
  image: FOLDER.optional(),
  explicit: z.boolean().default(false),
  type: z.enum(['episodic', 'serial']).default('episodic'),
  copyright: TEXT_255.optional(),
  locked: z.boolean().default(true),
  medium: MEDIUM.default('podcast'),
  funding: z.strictObject({ url: z.string().max(2048), text: z.string().max(128) }).optional(),
  theme: themeSchema.optional(),
  artwork: artworkSchema.prefault({}),
  /** Pages of the show in apps; apps that subscribe by a feed's address need none. */
  links: linksSchema.optional(),
  /** Whether pages search what was said. */
  search: z.boolean().default(true),
  /** Podcasting 2.0 guid a show brings along; else one is made of the first feed address. It never changes once published. */
  guid: z.guid().toLowerCase().optional(),
  /** Where another host serves the show from now on; written by `lector move --away`. */
  newFeedUrl: z.string().max(2048).optional(),
  /** The `baseUrl` the show had before; written by `lector move`. Its feeds tell apps where they are now. */
  movedFrom: z.string().max(2048).optional(),
  /** Further tags of the Podcasting 2.0 namespace. */
  podcast: showTagsSchema.optional(),
  /** Feeds besides `feed.xml`. */
  feeds: z.array(feedSchema).max(200).default([]),
  /** Most items a feed holds; older ones move to archive pages of `pageItems` each. All of them unless set. */
  feedSize: z
    .strictObject({ items: z.number().int().min(1).max(100_000), pageItems: z.number().int().min(1).max(10_000) })
    .partial({ pageItems: true })
    .optional(),
  /** Folder of the articles. */
  source: FOLDER.default('articles'),
  /** Pages and feeds on the web, beside the folder. */
  sources: z.array(sourceSchema).max(200).default([]),
  programmes: FOLDER.default('audio/programmes'),
  /** IANA zone of dates that name no offset. */
  timeZone: z.string().default('UTC'),
  /** Selectors of what to keep and what to leave out, by host name. */
  sites: z
    .record(
      z.string(),
      z.strictObject({ include: z.array(z.string()).optional(), exclude: z.array(z.string()).optional() }),
    )
    .default({}),
  outDir: FOLDER.default('output'),
  /** Where `lector publish` brings what lies in `outDir`. */
  publish: publishSchema,
  /** Who is told afterwards. */
  hooks: hooksSchema,
  templates: FOLDER.default('templates'),
  lexicon: FOLDER.default('lexicon.yaml'),
  tts: ttsSchema.prefault({}),
  audio: audioSchema.prefault({}),
  /** `short` comes to the news within seconds: who wrote it, where and when is said at the end. */
  opening: z.enum(['full', 'short']).default('full'),
  /** Listens to what is published: `lector hear`. */
  recogniser: z
    .strictObject({
      engine: z.string().min(1),
      /** Whatever it documents: folder of its model, address of the server… */
      settings: z.record(z.string(), z.unknown()).default({}),
      /** Nothing is published that is not heard as it is written. */
      beforePublish: z.boolean().default(false),
    })
    .optional(),
  /** Words a minute while speaking, or as a newsreader speaks the language; unset, every voice keeps its own pace. */
  pace: z.union([z.literal('newsreader'), z.number().min(80).max(300)]).optional(),
  /** Milliseconds of silence after each kind of boundary; what is not named keeps its default. */
  pauses: z.strictObject(pauseShape).partial().default({}),
  reading: z
    .strictObject({
      tables: z.enum(['skip', 'rows', 'summary']).default('summary'),
      footnotes: z.enum(['skip', 'end']).default('skip'),
      code: z.enum(['announce', 'skip']).default('announce'),
      figures: z.enum(['caption', 'skip']).default('caption'),
      /** Where chapters of a long text begin that has no headings; `headings` gives it none. */
      chapters: z.enum(['topics', 'headings']).default('topics'),
      /** Players show the pictures of an article while it speaks of them; `web`: also those a file of the project shows from the web. */
      chapterPictures: z.union([z.boolean(), z.literal('web')]).default(true),
      style: z.enum(['newsreader', 'formal']).default('newsreader'),
    })
    .prefault({}),
  disclosure: disclosureSchema.prefault({}),
  /** `required`: nothing goes out that was not approved as it sounds, with `lector approve`. */
  review: z.enum(['off', 'required']).default('off'),
  briefings: z.array(briefingSchema).max(1000).default([]),
  budget: z
    .strictObject({
      maxUsd: z.number().min(0).max(100_000).default(5),
      maxUsdPerMonth: z.number().min(0).max(1_000_000).default(50),
    })
    .prefault({}),
  concurrency: z.number().int().min(1).max(64).optional(),
  /** What machines share: a folder, or `s3://bucket/prefix?endpoint=…&region=…`; this machine's own folder unless set. */
  store: z.string().trim().min(1).max(1024).optional(),
  http: z
    .strictObject({
      timeoutMs: z.number().int().min(100).max(MAX_TIMEOUT_MS).default(120_000),
      /** For sources on one's own machine or network; off, nothing but the public internet is asked. */
      allowPrivateAddresses: z.boolean().default(false),
      allowedPorts: z.array(z.number().int().min(1).max(65_535)).optional(),
    })
    .prefault({}),
  /** When `lector watch` looks for what is new, and where it brings it. */
  watch: z
    .strictObject({
      every: SCHEDULE.default('5m'),
      /** IANA zone of cron patterns; `timeZone` unless set. */
      timeZone: z.string().optional(),
      /** One of the places under `publish`; the only one there is unless set. */
      to: z.string().min(1).optional(),
    })
    .prefault({}),
  /** What an article may hold; raise it for a book. */
  limits: z
    .strictObject({
      articleWords: z.number().int().min(40).max(200_000).default(20_000),
      /** Of a document, decoded. */
      documentBytes: z.number().int().min(1_000).max(50_000_000).default(5_000_000),
    })
    .prefault({}),
  ffmpeg: z.strictObject({ path: FOLDER.optional() }).prefault({}),
});

/** `lector.yaml` as it was read, defaults filled in. */
export type ConfigFile = z.infer<typeof configSchema>;
