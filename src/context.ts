import type { Config } from './config.js';
import type { EncodingContext } from './encoding/encode.js';
import type { MasteringContext } from './mastering/assemble-master.js';
import type { Finding } from './model/finding.js';
import type { Show } from './model/show.js';
import type { NarrationContext } from './narration/narrate.js';
import type { NotesContext } from './notes/write-notes.js';
import type { PublishedShow } from './publish/published-show.js';
import type { PublishTarget } from './publish/target.js';
import type { ScriptContext } from './script/write-script.js';
import type { Workspace } from './workspace.js';

/** What one episode needs on its way from article to audio: the sum of what the stages ask for. */
export type EpisodeContext = ScriptContext & NarrationContext & MasteringContext & EncodingContext & NotesContext;

/** What a build knows before it does anything that costs. */
export type Project = {
  readonly config: Config;
  readonly show: Show;
  readonly workspace: Workspace;
  /** Where the show is published to, and what is published there now. */
  readonly target: PublishTarget;
  readonly published: PublishedShow;
  /** The show's picture and a small copy of it: where they lie and what they are published as. */
  readonly images: readonly { readonly path: string; readonly copyFrom: string }[];
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly warn: (finding: Finding) => void;
  readonly report: (event: BuildEvent) => void;
};

export type EpisodeStage = 'script' | 'narration' | 'mastering' | 'encoding' | 'notes';

/** Progress, as it happens. */
export type BuildEvent =
  | { readonly type: 'collected'; readonly itemCount: number; readonly toBuildCount: number }
  | { readonly type: 'stage'; readonly slug: string; readonly title: string; readonly stage: EpisodeStage }
  | {
      readonly type: 'narration';
      readonly slug: string;
      readonly done: number;
      readonly total: number;
      readonly cached: number;
      readonly audioMs: number;
      readonly costUsd: number;
    }
  | { readonly type: 'episode'; readonly row: EpisodeRow }
  | { readonly type: 'publishing'; readonly episodeCount: number };

/** One line of the summary. */
export type EpisodeRow = {
  readonly slug: string;
  readonly title: string;
  /** `kept`: its source is gone or failed, and what was published before stays. */
  readonly outcome: 'built' | 'reused' | 'kept' | 'failed' | 'scheduled';
  readonly durationMs?: number;
  readonly chapterCount?: number;
  readonly sizeBytes?: number;
  readonly loudnessLufs?: number;
  readonly synthesisedCount?: number;
  readonly utteranceCount?: number;
  readonly costUsd?: number;
  readonly elapsedMs: number;
};
