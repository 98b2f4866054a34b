import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { LectorError, warning } from '../../errors.js';
import type { Arrival, ItemMetadata, SourceItem, SourceKind } from '../../model/article.js';
import type { Warn } from '../../model/finding.js';
import { canonicalAddress, isAddress } from '../../model/publication/identity.js';
import { lyingArticle } from '../../model/text/article-text.js';
import { toSlug } from '../../model/text/slug.js';
import type { ArticleOutline, Reading } from '../source.js';
import type { Candidate } from './candidate.js';
import { hideSecrets } from './hide-secrets.js';
import { present } from '../../model/present.js';

type ItemContext = {
  readonly root: string;
  readonly language: string;
  readonly now: () => Date;
  readonly warn: Warn;
};

/**
 * Completes a reading: identity, slug, the show's defaults, files looked for where they should lie.
 *
 * @throws LectorError `E_AUDIO`, `E_INPUT` when a file the item cannot do without is missing.
 */
export async function toItem(candidate: Candidate, context: ItemContext): Promise<SourceItem> {
  const { location } = candidate;
  if (candidate.lying) {
    for (const finding of candidate.lying.secrets) context.warn(finding);
    const metadata = await metadataOf(candidate.reading, { candidate, context });
    return lyingArticle({ ...metadata, kind: 'article' }, candidate.lying.text);
  }
  const reading = hideSecrets(candidate.reading, { location, warn: context.warn });
  const metadata = await metadataOf(reading, { candidate, context });
  if (reading.kind === 'article')
    return { ...metadata, kind: 'article', blocks: reading.blocks, dropped: reading.dropped };
  const { audio, enclosure, isAsIs } = reading;
  const audioPath =
    audio === undefined ? undefined : await requireFile(audio, { location, context, what: 'recording' });
  const transcriptPath =
    reading.transcript === undefined
      ? undefined
      : await requireFile(reading.transcript, { location, context, what: 'transcript' });
  return {
    ...metadata,
    kind: 'programme',
    ...present({ audioPath, enclosure, isAsIs }),
    description: reading.description,
    chapters: reading.chapters,
    ...present({ transcriptPath }),
    isAiNarrated: reading.isAiNarrated,
    ...present({ recordedVoice: reading.recordedVoice }),
  };
}

async function metadataOf(
  reading: Reading | ArticleOutline,
  { candidate, context }: { readonly candidate: Candidate; readonly context: ItemContext },
): Promise<ItemMetadata> {
  const { kind, location, sha256 } = candidate;
  const { options, provenance, image, publishedAt } = reading;
  const identity = identityOf({ reading, location });
  const metadata: ItemMetadata = {
    identity,
    ...present({ aliases: aliasesOf(reading, identity), suggestedGuid: reading.suggestedGuid }),
    slug: reading.statedSlug ?? toSlug(reading.title, () => `ep-${shortHash(identity)}`),
    source: { kind, location, sha256 },
    title: reading.title,
    ...present({ standfirst: reading.standfirst, publishedAt, modifiedAt: reading.modifiedAt }),
    authors: reading.authors,
    language: reading.language ?? context.language,
    ...present({ section: reading.section, canonicalUrl: reading.canonicalUrl, siteName: reading.siteName }),
    tags: reading.tags,
    ...present({ image: await findPicture(image, { location, context }) }),
    ...present({ arrival: arrivalOf(candidate, context) }),
    provenance: {
      ...(reading.language === undefined && { language: 'config' as const }),
      ...provenance,
    },
    options,
  };
  // Of a feed its items told it already, by their numbers.
  if (publishedAt !== undefined && kind !== 'feed') warnOfFuture(publishedAt, { location, context });
  return metadata;
}

/**
 * What an item is, whatever becomes of its title, slug and text: an id its source states, else the address it was
 * published under, else where it lies.
 */
function identityOf({ reading, location }: Pick<Candidate, 'reading' | 'location'>): string {
  if (reading.statedIdentity !== undefined) return reading.statedIdentity;
  return reading.canonicalUrl === undefined ? location : canonicalAddress(reading.canonicalUrl);
}

/** The pages an item is published on elsewhere, as far as they are not its identity. */
function aliasesOf(
  { canonicalUrl, suggestedGuid }: Reading | ArticleOutline,
  identity: string,
): readonly string[] | undefined {
  const addresses = [canonicalUrl, suggestedGuid].filter((id) => id !== undefined && isAddress(id));
  const aliases = new Set(addresses.map((address) => canonicalAddress(address ?? '')));
  aliases.delete(identity);
  return aliases.size > 0 ? [...aliases] : undefined;
}

/** Kinds of which many give no date, so that nobody could be asked for one. */
const DATELESS: ReadonlySet<SourceKind> = new Set(['text', 'page-dump', 'html', 'feed', 'url']);

/** Front matter has a place for a date; what has none, Markdown without front matter as well, is dated by its file. */
function mayLackDate({ reading, kind }: Candidate): boolean {
  const origins = Object.values(reading.provenance);
  if (origins.includes('front-matter') || origins.includes('sidecar')) return false;
  return DATELESS.has(kind) || kind === 'markdown';
}

function arrivalOf(candidate: Candidate, { now }: ItemContext): Arrival | undefined {
  const { reading, fileTime, position } = candidate;
  const { publishedAt, options } = reading;
  const isNow = options.isDatedNow === true;
  const isDated = publishedAt === undefined && (isNow || mayLackDate(candidate));
  const isPast = fileTime !== undefined && Date.parse(fileTime) <= now().getTime();
  if (!isDated) return position === undefined ? undefined : { position };
  return { isDated, ...present({ fileTime: isPast && !isNow ? fileTime : undefined, position }) };
}

type At = { readonly location: string; readonly context: ItemContext };

function warnOfFuture(publishedAt: string, { location, context }: At): void {
  if (Date.parse(publishedAt) <= context.now().getTime()) return;
  context.warn(
    warning('W_DATE_FUTURE', `field date ${publishedAt} lies in the future; the episode is held back until then.`, {
      place: { file: location },
    }),
  );
}

async function findPicture(image: string | undefined, { location, context }: At): Promise<string | undefined> {
  if (image === undefined || /^https?:/iu.test(image)) return image;
  const filePath = path.resolve(context.root, image);
  if (await isFile(filePath)) return filePath;
  context.warn(
    warning('W_ASSET_MISSING', `The picture ${image} is not there; the show's cover is used.`, {
      place: { file: location },
    }),
  );
  return undefined;
}

async function requireFile(file: string, { location, context, what }: At & { readonly what: string }): Promise<string> {
  const filePath = path.resolve(context.root, file);
  if (await isFile(filePath)) return filePath;
  throw new LectorError(what === 'recording' ? 'E_AUDIO' : 'E_INPUT', `The ${what} ${file} is not there.`, {
    place: { file: location },
    hint: 'put it there or correct the path in the sidecar.',
  });
}

async function isFile(filePath: string): Promise<boolean> {
  try {
    return (await stat(filePath)).isFile();
  } catch {
    return false;
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
