import { createHash } from 'node:crypto';
import { isLectorError, LectorError, toLectorError } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import { withPlace } from './find-files.js';
import { SOURCES } from '../index.js';
import type { ReadContext, Reading, Source, SourceDocument } from '../source.js';

/** Keeps what documents gave, by content. Losing an entry costs time, never correctness. */
export type ParseCache = {
  get(key: string): Promise<unknown>;
  /** The same without waiting. */
  peek?(key: string): unknown;
  put(key: string, value: unknown): Promise<void>;
};

/** What a document gave; the same every time for the same bytes. */
export type DocumentReadings = {
  readonly source: Source;
  readonly readings: readonly Reading[];
  readonly warnings: readonly Finding[];
  readonly refused: readonly Finding[];
  /** What they are kept under, where they are kept. */
  readonly key?: string;
};

/** A reading context before it knows which document is read. */
export type DocumentContext = Omit<ReadContext, 'warn' | 'refuse'> & {
  readonly cache?: ParseCache;
  /** Asked before the sources of the program. */
  readonly sources?: readonly Source[];
};

/**
 * Reads a document with the first source that recognises it, or takes what it gave from the cache.
 *
 * @returns Nothing when no source recognises it.
 */
export async function readDocument(
  document: SourceDocument,
  context: DocumentContext,
): Promise<DocumentReadings | undefined> {
  const source = [...(context.sources ?? []), ...SOURCES].find((candidate) => candidate.recognises(document));
  if (!source) return undefined;
  const { cache } = context;
  if (!cache || !source.isPure) return { source, ...(await read(source, { document, context })) };
  const key = cacheKey(source, { document, context });
  const known = await cache.get(key);
  if (isStored(known)) return { source, ...known, key };
  const found = await read(source, { document, context });
  await cache.put(key, found);
  return { source, ...found, key };
}

type Stored = Omit<DocumentReadings, 'source' | 'key'>;
type Input = { readonly document: SourceDocument; readonly context: DocumentContext };

async function read(source: Source, { document, context }: Input): Promise<Stored> {
  const warnings: Finding[] = [];
  const refused: Finding[] = [];
  const { location } = document;
  try {
    const readings = await source.read(document, {
      ...context,
      warn: (finding) => void warnings.push({ place: { file: location }, ...finding }),
      refuse: (finding) => void refused.push({ place: { file: location }, ...finding }),
    });
    return { readings, warnings, refused };
  } catch (error) {
    const failure = toInputFailure(error, location);
    const all = [
      withPlace(failure, location),
      ...failure.more.map((finding) => ({ place: { file: location }, ...finding })),
    ];
    return { readings: [], warnings, refused: [...refused, ...all] };
  }
}

/** Whatever one document does to a parser concerns that document alone. */
function toInputFailure(error: unknown, location: string): LectorError {
  if (isLectorError(error)) return error;
  if (error instanceof RangeError) {
    return new LectorError('E_TOO_DEEP', `${location} is nested too deep to be read.`, { cause: error });
  }
  return toLectorError(error);
}

/** Raise it when fields that several sources have are read otherwise. */
const FIELDS_VERSION = 2;

/** What decides, besides a file itself, what the sources of the program read in it. */
export function settingsHash({ limits, timeZone, language, sites }: DocumentContext): string {
  const versions = SOURCES.map(({ kind, version }) => [kind, version]);
  const parts = [FIELDS_VERSION, versions, limits, timeZone, language, sites];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** What is kept under a key, if it is whole. */
export function toReadings(value: unknown): readonly Reading[] | undefined {
  return isStored(value) ? value.readings : undefined;
}

/** Everything that decides what a document gives. */
function cacheKey(source: Source, { document, context }: Input): string {
  const { limits, timeZone, language, sites } = context;
  const { location, url, mediaType, charset, sha256 } = document;
  const isOwn = context.sources?.includes(source) === true;
  const parts = [
    // A caller may give a source of its own the name of one of ours.
    isOwn ? `own ${source.kind}` : source.kind,
    source.version,
    FIELDS_VERSION,
    sha256,
    location,
    url,
    mediaType,
    charset,
    limits,
    timeZone,
    language,
    sites,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function isStored(value: unknown): value is Stored {
  const stored = value as Partial<Stored> | undefined;
  return Array.isArray(stored?.readings) && Array.isArray(stored.warnings) && Array.isArray(stored.refused);
}
