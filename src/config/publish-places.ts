import { z } from 'zod';

const TEXT = z.string().trim().min(1).max(1024);
/** `${NAME}` of an environment variable; never the secret itself, which `checkPublish` refuses without repeating it. */
const VARIABLE = z.string();
const PORT = z.number().int().min(1).max(65_535);

/** What each kind of place is described with. */
const SHAPES = {
  /** Another folder: a mounted disk, what a web server serves. */
  folder: { path: TEXT },
  /** A bucket of Amazon S3 or of a store that speaks its protocol. */
  s3: {
    /** Checked by `checkValues`. */
    bucket: TEXT,
    /** Of the store, without the bucket; Amazon's unless set. */
    endpoint: TEXT.optional(),
    region: TEXT.optional(),
    /** Folder in the bucket. */
    prefix: z.string().trim().max(1024).default(''),
    /** `endpoint/bucket/key`; set unless the store is Amazon's. */
    pathStyle: z.boolean().optional(),
    accessKeyId: VARIABLE.default('${AWS_ACCESS_KEY_ID}'),
    secretAccessKey: VARIABLE.default('${AWS_SECRET_ACCESS_KEY}'),
    sessionToken: VARIABLE.default('${AWS_SESSION_TOKEN}'),
  },
  /** A folder that the installed rsync reaches, over SSH or on this machine. */
  rsync: { to: TEXT, port: PORT.optional(), identityFile: TEXT.optional() },
  /** A folder of an account without a shell, through the installed sftp. */
  sftp: { host: TEXT, path: TEXT, port: PORT.optional(), identityFile: TEXT.optional() },
  /** A branch that a host such as GitHub Pages shows as it is. */
  git: {
    remote: TEXT,
    branch: z
      .string()
      .regex(/^(?!-)(?!.*(?:\.\.|\.lock$|\/\/|@\{))[\w.\/-]{1,200}(?<![./])$/u, 'is not the name of a branch')
      .default('gh-pages'),
    /** `squash` keeps one commit without a past, so that no old audio stays in the repository. */
    history: z.enum(['keep', 'squash']).default('keep'),
    /** For an https address; git's own credentials unless set. */
    token: VARIABLE.optional(),
  },
} as const;

/** The kinds of places there are. */
const PLACE_KINDS = Object.keys(SHAPES) as readonly (keyof typeof SHAPES)[];

const placeSchema = z.discriminatedUnion('target', [
  z.strictObject({ target: z.literal('folder'), ...SHAPES.folder }),
  z.strictObject({ target: z.literal('s3'), ...SHAPES.s3 }),
  z.strictObject({ target: z.literal('rsync'), ...SHAPES.rsync }),
  z.strictObject({ target: z.literal('sftp'), ...SHAPES.sftp }),
  z.strictObject({ target: z.literal('git'), ...SHAPES.git }),
]);

/** One place a show is published to, as the configuration describes it. */
export type PublishPlace = z.infer<typeof placeSchema>;

const WEB = z.string().regex(/^https?:\/\/(?![^/]*@)\S+$/u, 'is not an address such as https://example.org/hook');

/** Who is told after a publish; hubs stand under `podcast:`, since the feed names them. */
export const hooksSchema = z
  .strictObject({
    /** A service that writes to Podping. */
    podping: z.strictObject({ url: WEB.default('https://podping.cloud/'), token: VARIABLE }).optional(),
    /** They get JSON by POST; secret parts as `${NAME}`. */
    webhooks: z.array(WEB).max(20).default([]),
    /** A program and its arguments, started without a shell. */
    commands: z.array(z.array(TEXT).min(1).max(50)).max(20).default([]),
  })
  .prefault({});

/** Keys of the only place, which needs no name: `publish: {target: s3, …}`. */
export const UNNAMED = '';

/**
 * `publish:` is one place, or several by name. A place whose name is that of a kind need not say it again:
 * `publish: {s3: {bucket: …}}`.
 */
export const publishSchema = z.preprocess(withKinds, z.record(z.string(), placeSchema)).default({});

function withKinds(value: unknown, context: z.core.$RefinementCtx): unknown {
  if (!isMapping(value)) return value;
  const places = typeof value['target'] === 'string' ? { [UNNAMED]: value } : value;
  return Object.fromEntries(
    Object.entries(places).map(([name, place]) => {
      if (!isMapping(place)) return [name, place];
      const { target = isKind(name) ? name : undefined } = place;
      if (typeof target === 'string' && !isKind(target)) {
        const message = `is not one of: ${PLACE_KINDS.join(', ')}`;
        const params = { hint: `use ${PLACE_KINDS.join(' or ')}.` };
        context.addIssue({ code: 'custom', path: [name, 'target'], message, params });
      }
      return [name, target === undefined ? place : { ...place, target }];
    }),
  );
}

function isKind(name: string): name is keyof typeof SHAPES {
  return Object.hasOwn(SHAPES, name);
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
