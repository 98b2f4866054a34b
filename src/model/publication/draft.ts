import type { DroppedBlock, SourceItem } from '../article.js';
import type { RenderedNotes } from '../episode.js';
import type { Finding } from '../finding.js';
import type { Script } from '../script.js';

/** An item that is not published, or not yet, as its editor may see and hear it before anybody else. */
export type Draft = {
  /** The name it would have; of its own among the drafts. */
  readonly slug: string;
  readonly title: string;
  readonly kind: SourceItem['kind'];
  /** BCP 47. */
  readonly language: string;
  /** Where it was read. */
  readonly location: string;
  /** Why it is held back, and what lets it out. */
  readonly reason: Finding;
  /** Of an item that waits for an approval: what whoever gives it has to know. */
  readonly review?: DraftReview;
  /** ISO 8601; of an item that is published by the first build after that. */
  readonly scheduledAt?: string;
  /** What else was found of it. */
  readonly findings: readonly Finding[];
  /** What would be said; absent for recordings, and where `findings` tells why there is none. */
  readonly script?: Script & { readonly leftOut: readonly DroppedBlock[] };
  /** As they would be written, every time in them estimated. */
  readonly notes?: RenderedNotes;
  readonly estimatedMs?: number;
  /** Absolute paths of sound that is at hand, by utterance; narrating the draft would make the others. */
  readonly clips: ReadonlyMap<string, string>;
  /** Absolute path of a recording. */
  readonly recordingPath?: string;
};

/** What is known of the approval of an item. */
export type DraftReview = {
  readonly isApproved: boolean;
  /** Why it holds or does not, as a sentence without a full stop. */
  readonly why: string;
  /** What is heard, and what no more, since it was last approved; absent where it never was. */
  readonly changes?: readonly HeardLine[];
  /** What is typed to approve it. */
  readonly command: string;
};

/** A sentence of what is heard now, or of what was heard before. */
export type HeardLine = { readonly change: 'same' | 'new' | 'gone'; readonly text: string };
