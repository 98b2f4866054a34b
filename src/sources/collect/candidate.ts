import type { SourceKind } from '../../model/article.js';
import type { Finding } from '../../model/finding.js';
import type { LyingText, TextStore } from '../../model/text/article-text.js';
import { present } from '../../model/present.js';
import type { DocumentReadings } from './read-document.js';
import type { ArticleOutline, Reading, SourceDocument } from '../source.js';
import type { KnownDocument } from './document-memo.js';

/** A reading and where it came from. */
export type Candidate = (
  | { readonly reading: Reading; readonly lying?: undefined }
  | { readonly reading: ArticleOutline; readonly lying: Lying }
) & {
  readonly kind: SourceKind;
  readonly location: string;
  /** Of the bytes it was made from. */
  readonly sha256: string;
  /** ISO 8601; time of the file. */
  readonly fileTime?: string;
  /** Among several of one document; the greater is the later. */
  readonly position?: number;
};

/** The text of an article that is left where it lies, and what was found in it. */
type Lying = { readonly text: LyingText; readonly secrets: readonly Finding[] };

/** The readings of a document, drafts among them. */
export function toCandidates(
  found: Pick<DocumentReadings, 'source' | 'readings'>,
  { document, fileTime }: { readonly document: SourceDocument; readonly fileTime?: string },
): readonly Candidate[] {
  const { readings } = found;
  const isNewestFirst = found.source.kind === 'feed' && !isAscending(readings);
  return readings.map((reading, index) => ({
    reading,
    kind: found.source.kind,
    location: reading.location ?? document.location,
    sha256: reading.sha256 ?? document.sha256,
    ...present({ fileTime }),
    ...(readings.length > 1 && { position: isNewestFirst ? readings.length - index : index + 1 }),
  }));
}

/** The same of a document that is known. */
export function knownCandidates(
  { articles, kind, location, sha256, key, fileTime }: KnownDocument,
  { path, store }: { readonly path: string; readonly store: TextStore },
): readonly Candidate[] {
  return articles.map((article, index) => ({
    reading: article.outline,
    lying: {
      text: { digest: article.digest, at: { location, path, sha256, key, index }, store },
      secrets: article.secrets,
    },
    kind,
    location: article.outline.location ?? location,
    sha256: article.outline.sha256 ?? sha256,
    fileTime,
    ...(articles.length > 1 && { position: index + 1 }),
  }));
}

/** A feed lists the newest first, unless its dates say otherwise. */
function isAscending(readings: readonly Reading[]): boolean {
  const times = readings.flatMap(({ publishedAt }) => (publishedAt === undefined ? [] : [Date.parse(publishedAt)]));
  return (times[0] ?? 0) < (times.at(-1) ?? 0);
}
