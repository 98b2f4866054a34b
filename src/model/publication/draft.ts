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
