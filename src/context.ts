import type { Config, Environment } from './config.js';
import type { EncodingContext } from './encoding/encode.js';
import type { MasteringContext } from './mastering/assemble-master.js';
import type { Article } from './model/article.js';
import type { Finding, Warn } from './model/finding.js';
import type { Narration } from './model/narration.js';
import type { AudioRecord } from './model/publication/manifest.js';
import type { Show } from './model/publication/show.js';
import type { NarrationContext } from './narration/narrate.js';
import type { NarrationSession } from './narration/narration-session.js';
import type { NotesContext } from './notes/write-notes.js';
import type { Script } from './model/script.js';
import type { Timeline } from './model/timeline.js';
import type { Lexicon } from './script/lexicon/lexicon.js';
import type { PublishedShow } from './publish/published-show.js';
import type { PublishTarget } from './publish/target.js';
import type { ScriptContext } from './script/write-script.js';
import type { Source } from './sources/source.js';
import type { TemplateFolders } from './templates/read-template.js';
import type { PrivateState, Workspace } from './workspace.js';

/** What one episode needs on its way from article to audio: the sum of what the stages ask for. */
export type EpisodeContext = ScriptContext & NarrationContext & MasteringContext & EncodingContext & NotesContext;

/** What everything after the script needs where nothing has to be spoken. */
export type SoundContext = Omit<EpisodeContext, 'session'>;

/** What decides the sound of one narrated episode, besides how the show sounds. */
export type SoundOrder = {
  readonly script: Script;
  /** Which of the show's music is heard in it; all of it unless set. */
  readonly music?: Article['options']['music'];
  /** The edition before, whose gain stays where most of what is heard does. */
  readonly before?: Pick<AudioRecord, 'gainDb' | 'loudnessLufs'> & { readonly clipKeys: readonly string[] };
};

/** The sound of one episode as it was mastered: what was counted of it. */
export type MasteredSound = {
  readonly narration: Pick<Narration, 'engine' | 'voices' | 'speakers' | 'usage'>;
  /** One per utterance of the script. */
  readonly clipKeys: readonly string[];
  readonly timeline: Timeline;
  /** The gain that was to be kept, whatever came of it. */
  readonly keptGainDb?: number;
};

/** What making sound needs; files are neither tagged nor signed by it. */
export type SoundMakingContext = NarrationContext & MasteringContext & Omit<EncodingContext, 'signer'>;

/** Sources that are asked again and again, each at times of its own; by their addresses as the configuration writes them. */
export type Polling = {
  /** Whether what was read of it last is enough for now. */
  isResting(url: string): boolean;
  /** Hears of one that was asked and could not be read. */
  failed(url: string, failure: Finding): void;
};

/** What stands of a show, read once and the same for every verb. */
export type ShowState = {
  readonly config: Config;
  readonly environment: Environment;
  /** Where the show is published to, and what is published there now. */
  readonly target: PublishTarget;
  readonly published: PublishedShow;
  /** The versions its files had when it was published last from here, by path. */
  readonly left: ReadonlyMap<string, string>;
  /** Spelling keys of what was ever published: items of feeds that are always taken. */
  readonly known: ReadonlySet<string>;
  readonly show: Show;
  /** Subscribers and what is published for them alone, where the show has private feeds. */
  readonly privacy?: PrivateState;
  readonly templates: TemplateFolders;
  /** The show's pronunciations, read when they are first needed. */
  readonly lexicon: () => Promise<Lexicon>;
  /** Sources a caller passed in, asked before those of the program. */
  readonly sources: readonly Source[];
  readonly polling?: Polling;
  /** Opens the configured engine when something is to be spoken or priced, once; it is closed with the show. */
  readonly session: () => Promise<NarrationSession>;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly warn: Warn;
  readonly report: (event: BuildEvent) => void;
};

/** A show whose folders this process holds. */
export type Project = ShowState & {
  readonly workspace: Workspace;
  /** The show's picture and a small copy of it: where they lie and what they are published as. */
  readonly images: readonly { readonly path: string; readonly copyFrom: string }[];
  /** Files of others that are in the way are replaced. */
  readonly isAdopting: boolean;
};

export type EpisodeStage = 'script' | 'narration' | 'mastering' | 'encoding' | 'tagging' | 'notes';

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
  /**
   * `review`: it waits for an approval. `held`: its source says that it is not public, or lacks what it needs to be.
   * `tagged`: its sound stands, and what is written about it is new. `kept`: its source is gone or failed, and what was
   * published before stays.
   */
  readonly outcome: 'built' | 'tagged' | 'reused' | 'kept' | 'failed' | 'stopped' | 'scheduled' | 'review' | 'held';
  readonly durationMs?: number;
  readonly chapterCount?: number;
  readonly sizeBytes?: number;
  readonly loudnessLufs?: number;
  readonly synthesisedCount?: number;
  /** Characters sent to the engine. */
  readonly synthesisedCharacters?: number;
  readonly utteranceCount?: number;
  readonly costUsd?: number;
  readonly elapsedMs: number;
};
