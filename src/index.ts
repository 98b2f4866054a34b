/** Lector's public API: every name is listed by hand, and nothing else is promised. */
export { checkOutput, checkTarget } from './check/check-output.js';
export { loadConfig, type Config, type ConfigOverrides, type Environment } from './config.js';
export type { BuildEvent, EpisodeRow, EpisodeStage } from './context.js';
export { EXIT, isLectorError, LectorError, type ErrorCode, type ExitCode, type WarningCode } from './errors.js';
export { checkFeed } from './feed/check-feed.js';
export type { Danger, Forecast } from './feed/forecast/forecast.js';
export type { Article, Block, Briefing, Programme, SourceItem, Span } from './model/article.js';
export type { Chapter } from './model/chapter.js';
export type { Draft } from './model/publication/draft.js';
export type { Episode, RenderedNotes, TimedLink } from './model/episode.js';
export type { CheckProfile } from './model/codes/check-profiles.js';
export type { Finding, Place, Ruling, Warn } from './model/finding.js';
export type { Correction, TextChange } from './model/publication/correction.js';
export type { EpisodeRecord, FeedRecord, Manifest, UnpublishedRecord } from './model/publication/manifest.js';
export type { LedgerEntry, Script, SpokenChange, Utterance } from './model/script.js';
export type { Receipt } from './model/publication/site.js';
export type { Show } from './model/publication/show.js';
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
export type { RecogniserFactory, Recognisers } from './narration/recognisers/index.js';
export type { HearingRequest, Recogniser } from './narration/recognisers/recogniser.js';
export type { UncoveredTerm } from './script/coverage/find-uncovered.js';
export type { Lexicon } from './script/lexicon/lexicon.js';
export type { FormatterModule, SourceModule } from './show/contracts.js';
export type { ItemOptions } from './show/items/assign-items.js';
export { openShow, type OpenShow, type ShowOptions } from './show/open-show.js';
export { startDev, type Dev, type DevOptions, type DevRound } from './show/dev/start-dev.js';
export type { Approval } from './show/review/approvals.js';
export type { Approved, ApproveOptions, ListedApproval } from './show/review/approve-item.js';
export type { NotesChange, NotesDiff, NotesTarget } from './show/templates/diff-notes.js';
export type { DroppedNotes } from './show/templates/notes-in-apps.js';
export type { EpisodeContexts, ShowContexts } from './show/templates/template-contexts.js';
export type { BuildOptions, BuildReport } from './show/verbs/build-show.js';
export type { CheckRequest } from './show/verbs/check-show.js';
export type { ExtractOptions } from './show/verbs/extract-items.js';
export type { HeardEpisode } from './show/hearing/hear-show.js';
export type { Imported, ImportedItem, ImportOptions } from './show/verbs/import-podcast.js';
export type { FieldEdit } from './fields/edit-yaml.js';
export type { Moved, MoveOptions } from './show/moving/move-show.js';
export type { RedirectRecipe } from './show/moving/redirect-recipes.js';
export type { LexiconImpact, LexiconTouch } from './show/verbs/lexicon-impact.js';
export type { Plan, PlanRow } from './show/verbs/plan-show.js';
export type { BroughtShow } from './publish/bring/bring-show.js';
export type { FetchedShow } from './publish/bring/fetch-show.js';
export type { LocalFile, PlannedPut, PutKind } from './publish/bring/plan-publish.js';
export type { PlannedRemoval } from './publish/bring/plan-removals.js';
export type { KeptRelease } from './publish/bring/roll-back.js';
export type { PublishOptions, PublishProgress, PublishReport } from './show/verbs/publish-folder.js';
export type { AppStory } from './show/rehearsal/apps.js';
export type { Rehearsal } from './show/verbs/rehearse.js';
export type { Redone, RedoOptions } from './show/verbs/redo-utterance.js';
export type { SaidText } from './show/verbs/say-text.js';
export type { RenderedAgain } from './show/verbs/render-notes.js';
export type { ScriptRequest, SourceScript } from './show/verbs/scripts.js';
export type { ListedCorrection } from './show/corrections/list-corrections.js';
export type { EditorialState, ItemStatus } from './show/review/show-status.js';
export type { SubscriberFeeds } from './show/verbs/subscribers.js';
export type { EmbedSnippets } from './show/templates/embed-snippets.js';
export type { Unpublished, UnpublishOptions } from './show/verbs/unpublish-episode.js';
export type { Reading, ReadContext, Source, SourceDocument } from './sources/source.js';
export type { Formatter, FormatterInput } from './templates/formatters/formatter.js';
export { isPublishedPath } from './model/publication/paths/addresses.js';
export {
  feedConflict,
  pathRefused,
  PUBLISH_TARGET_VERSION,
  type PublishedFile,
  type PublishedVersions,
  type PublishTarget,
  type TargetFile,
} from './publish/target.js';
export { startPreview } from './preview.js';
export { runWorker, type WorkerEvent, type WorkerOptions } from './worker/run-worker.js';
