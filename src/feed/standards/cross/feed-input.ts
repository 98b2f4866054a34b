import type { XmlElement } from '../../../markup/xml-tree.js';
import type { FeedReport } from '../feed-report.js';

/** What rules about a whole feed look at. */
export type FeedInput = {
  /** `channel`, or `feed` of Atom. */
  readonly channel: XmlElement;
  readonly items: readonly XmlElement[];
  readonly report: FeedReport;
  /** The address the feed was read from, where it is known. */
  readonly url?: string;
  /** Media types of transcripts besides those the standard names. */
  readonly transcriptTypes: readonly string[];
};
