import type { SourceKind } from '../../model/article.js';
import type { DocumentReadings } from './read-document.js';
import type { Reading, SourceDocument } from '../source.js';

/** A reading and where it came from. */
export type Candidate = {
  readonly reading: Reading;
  readonly kind: SourceKind;
  readonly location: string;
  /** Of the bytes it was made from. */
  readonly sha256: string;
};

/** The readings of a document that are meant to be published: drafts are left out. */
export function toCandidates(
  found: Pick<DocumentReadings, 'source' | 'readings'>,
  document: SourceDocument,
): readonly Candidate[] {
  const finished = found.readings.filter(({ options }) => options.isDraft !== true);
  return finished.map((reading) => ({
    reading,
    kind: found.source.kind,
    location: reading.location ?? document.location,
    sha256: reading.sha256 ?? document.sha256,
  }));
}
