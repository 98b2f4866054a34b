/** Lector's public API: every name is listed by hand, and nothing else is promised. */
export { checkOutput, checkTarget } from './check/check-output.js';
export { loadConfig, type Config, type ConfigOverrides } from './config.js';
export type { BuildEvent, EpisodeRow, EpisodeStage } from './context.js';
export { EXIT, isLectorError, LectorError, type ErrorCode, type ExitCode, type WarningCode } from './errors.js';
export { checkFeed } from './feed/check-feed.js';
export type { Article, Block, Briefing, Programme, SourceItem, Span } from './model/article.js';
export type { Chapter } from './model/chapter.js';
export type { Episode, RenderedNotes, TimedLink } from './model/episode.js';
export type { Finding, Place } from './model/finding.js';
export type { EpisodeRecord, Manifest } from './model/manifest.js';
export type { LedgerEntry, Script, SpokenChange, Utterance } from './model/script.js';
export type { Show } from './model/show.js';
export { formatClock, parseClock } from './model/time.js';
export type { Timeline, TimelineItem } from './model/timeline.js';
export type { Cue, Transcript } from './model/transcript.js';
export { LECTOR_VERSION } from './model/version.js';
export { openSpeechEngine, type EngineFactory, type SpeechEngines } from './narration/engines/index.js';
export {
  failAttempt,
  type EngineCapabilities,
  type EngineOptions,
  type FailedAttempt,
  type SpeechEngine,
  type SpeechRequest,
  type SpeechResult,
  type Voice,
} from './narration/speech-engine.js';
export {
  feedConflict,
  PUBLISH_TARGET_VERSION,
  type PublishedFile,
  type PublishedVersions,
  type PublishTarget,
  type TargetFile,
} from './publish/target.js';
export { buildShow, type BuildOptions, type BuildReport } from './show/verbs/build-show.js';
export { planShow, type Plan, type PlanRow } from './show/verbs/plan-show.js';
export { renderNotes } from './show/verbs/render-notes.js';
export { sayText, type SaidText } from './show/verbs/say-text.js';
export { scriptOf } from './show/verbs/script-of.js';
export { startPreview } from './preview.js';
