import { setMaxListeners } from 'node:events';
import { readEnvironment, type Config, type Environment } from '../config.js';
import type { BuildEvent, ShowState } from '../context.js';
import type { Draft } from '../model/publication/draft.js';
import type { Finding, Warn } from '../model/finding.js';
import type { UncoveredTerm } from '../script/coverage/find-uncovered.js';
import type { SpeechEngines } from '../narration/engines/index.js';
import type { Recognisers } from '../narration/recognisers/index.js';
import type { Lexicon } from '../script/lexicon/lexicon.js';
import { present } from '../model/present.js';
import type { PublishTarget } from '../publish/target.js';
import type { Reading } from '../sources/source.js';
import type { NotesApp } from '../model/publication/notes-apps.js';
import type { RenderedAgain } from './verbs/render-notes.js';
import type { NotesDiff } from './templates/diff-notes.js';
import type { DroppedNotes } from './templates/notes-in-apps.js';
import type { EpisodeContexts, ShowContexts } from './templates/template-contexts.js';
import { requireContract, type FormatterModule, type SourceModule } from './contracts.js';
import type { ProjectOptions, ShowPorts } from './read-show.js';
import type { Approved, ApproveOptions, ListedApproval } from './review/approve-item.js';
import type { BuildOptions, BuildReport } from './verbs/build-show.js';
import type { CheckRequest } from './verbs/check-show.js';
import type { EmbedSnippets } from './templates/embed-snippets.js';
import type { ExtractOptions } from './verbs/extract-items.js';
import type { Imported, ImportOptions } from './verbs/import-podcast.js';
import type { Moved, MoveOptions } from './moving/move-show.js';
import type { HeardEpisode } from './hearing/hear-show.js';
import type { LexiconImpact } from './verbs/lexicon-impact.js';
import type { Plan } from './verbs/plan-show.js';
import type { FetchedShow } from '../publish/bring/fetch-show.js';
import type { KeptRelease } from '../publish/bring/roll-back.js';
import type { PublishOptions, PublishReport } from './verbs/publish-folder.js';
import type { Rehearsal, RehearseOptions } from './verbs/rehearse.js';
import type { Redone, RedoOptions } from './verbs/redo-utterance.js';
import type { SaidText } from './verbs/say-text.js';
import type { ScriptRequest, SourceScript } from './verbs/scripts.js';
import type { ListedCorrection } from './corrections/list-corrections.js';
import type { ItemStatus } from './review/show-status.js';
import type { SubscriberFeeds } from './verbs/subscribers.js';
import type { Unpublished, UnpublishOptions } from './verbs/unpublish-episode.js';
import type { ItemOptions } from './items/assign-items.js';

/** What a show may be opened with besides its configuration; all of it may be left out. */
export type ShowOptions = {
  /** Engines of the caller's own by the name `tts.engine` gives, before those of the program. */
  readonly engines?: SpeechEngines;
  /** Recognisers of the caller's own by the name `recogniser.engine` gives, before those of the program. */
  readonly recognisers?: Recognisers;
  /** Sources of the caller's own, asked before those of the program. */
  readonly sources?: readonly SourceModule[];
  /** Formatters of the caller's own, for templates. */
  readonly formatters?: readonly FormatterModule[];
  /** Where the show is published to, in place of the folder `outDir`. */
  readonly target?: PublishTarget;
  /** Absolute paths of folders with templates that stand behind the show's own and before those of the package. */
  readonly templates?: readonly string[];
  /** Keys, regions and the search path; those of the process unless given. */
  readonly environment?: Environment;
  readonly now?: () => Date;
  /** Stops whatever is under way; what was narrated by then is kept. */
  readonly signal?: AbortSignal;
  /** Hears every finding as it happens. */
  readonly warn?: Warn;
  /** Hears how a build comes along. */
  readonly report?: (event: BuildEvent) => void;
};

/** A show as a program uses it. Every call reads what stands then, so that sources may change between two of them. */
export type OpenShow = {
  /** What a build would narrate and cost. Sends nothing, publishes nothing and needs no key. */
  plan(options?: ItemOptions): Promise<Plan>;
  /** The whole way from the sources to the published show. */
  build(options?: BuildOptions): Promise<BuildReport>;
  /** Renders notes, pages and feed again, from what is published. */
  notes(options?: Pick<ProjectOptions, 'isAdopting'>): Promise<RenderedAgain>;
  /** What `notes` would change of what is published, by episode and by target; writes nothing. */
  diffNotes(): Promise<NotesDiff>;
  /** What an app does not show of the notes of each episode as they are written. */
  notesInApp(app: NotesApp): Promise<readonly DroppedNotes[]>;
  /** Exactly what the templates about a published episode are given, by its slug; with `show`, those about the show. */
  context(wanted: string): Promise<EpisodeContexts | ShowContexts>;
  /** What is pasted into other pages, so that they play an episode, or with one tag that of any article. */
  embed(wanted?: string): Promise<EmbedSnippets>;
  /** What would be said of one article: slug, file name, or a request. */
  script(wanted: string | ScriptRequest): Promise<SourceScript>;
  /** The same of every article and briefing. */
  scripts(): Promise<readonly SourceScript[]>;
  /** What is held back or waits for its day, as it would be said and written; narrates nothing. */
  drafts(): Promise<readonly Draft[]>;
  /** Where every item stands on its way out, and what it waits for. */
  status(): Promise<readonly ItemStatus[]>;
  /** Says that an item may go out as it sounds now, or takes that back. */
  approve(options: ApproveOptions): Promise<Approved>;
  /** Every approval, and whether it holds. */
  approvals(): Promise<readonly ListedApproval[]>;
  /** What was corrected in published episodes, the latest first; of one episode by its slug. */
  corrections(wanted?: string): Promise<readonly ListedCorrection[]>;
  /** Words whose pronunciation nothing settles. */
  uncovered(): Promise<readonly UncoveredTerm[]>;
  /** The show's pronunciations. */
  lexicon(): Promise<Lexicon>;
  /** What a pronunciation would touch and cost. */
  lexiconImpact(change: { readonly term: string; readonly alias: string }): Promise<LexiconImpact>;
  /** Another take of one sentence, or the one before. */
  redo(options: RedoOptions): Promise<Redone>;
  /** What a build would read of one file, page or feed. */
  extract(options: ExtractOptions): Promise<readonly Reading[]>;
  /** Takes a podcast over that is published elsewhere. */
  importPodcast(options: ImportOptions): Promise<Imported>;
  /** Narrates a few words into a WAV file. */
  say(text: string, options?: { readonly file?: string }): Promise<SaidText>;
  /** Moves the show to another address, in `lector.yaml`, or back. */
  move(options: MoveOptions): Promise<Moved>;
  /** What a recogniser hears of what is published, beside what is written; of one episode by the beginning of its slug. */
  hear(wanted?: string): Promise<readonly HeardEpisode[]>;
  /** Takes an episode back from everywhere it is published, or lets it return. */
  unpublish(options: UnpublishOptions): Promise<Unpublished>;
  /** Brings what lies in the output folder to a place of `publish:`, or to a target of the caller's own. */
  publish(options?: PublishOptions): Promise<PublishReport>;
  /** Brings what is published at a place into the output folder, which holds nothing yet: on a machine that is new. */
  fetch(options?: { readonly to?: string | PublishTarget }): Promise<FetchedShow>;
  /** Publishes to a folder of its own on this machine, and tells what apps make of it. */
  rehearse(options?: RehearseOptions): Promise<Rehearsal>;
  /** Puts the feed and record of an earlier publish back at a place, by default those before the present ones. */
  rollBack(options?: { readonly to?: string | PublishTarget; readonly number?: number }): Promise<KeptRelease>;
  /** The feeds a place can go back to, the newest first. */
  releases(to?: string | PublishTarget): Promise<readonly KeptRelease[]>;
  /** Everybody who has feeds of their own. */
  subscribers(): Promise<readonly SubscriberFeeds[]>;
  /** Gives somebody feeds of their own, published by the next build. */
  addSubscriber(name: string): Promise<SubscriberFeeds>;
  /** Takes them away with the next build. */
  revokeSubscriber(name: string): Promise<SubscriberFeeds>;
  /** Checks everything that is published. */
  check(request?: CheckRequest): Promise<readonly Finding[]>;
};

/**
 * Opens a show. Nothing is read and no engine is loaded before something is asked of it.
 *
 * @throws {@link LectorError} `E_CONFIG` when something passed in keeps another version of its contract.
 */
export function openShow(config: Config, options: ShowOptions = {}): OpenShow {
  const ports = portsOf(options);
  const reading = async <Result>(work: (state: ShowState) => Promise<Result>): Promise<Result> => {
    const { withShow } = await import('./read-show.js');
    return withShow(config, ports, work);
  };
  return {
    plan: async (request = {}) => (await import('./verbs/plan-show.js')).planShow(config, ports, request),
    build: async (request = {}) => (await import('./verbs/build-show.js')).buildShow(config, ports, request),
    notes: async (request = {}) => (await import('./verbs/render-notes.js')).renderNotes(config, ports, request),
    diffNotes: async () => (await import('./templates/diff-notes.js')).diffNotes(config, ports),
    notesInApp: (app) =>
      reading(async (state) => (await import('./templates/notes-in-apps.js')).notesInApp(state, app)),
    context: (wanted) =>
      reading(async (state) => (await import('./templates/print-context.js')).printContext(state, wanted)),
    embed: (wanted) =>
      reading(async (state) => (await import('./templates/embed-snippets.js')).embedSnippets(state, wanted)),
    script: (wanted) =>
      reading(async (state) => {
        const { scriptOf } = await import('./verbs/scripts.js');
        return scriptOf(state, typeof wanted === 'string' ? { wanted } : wanted);
      }),
    scripts: () => reading(async (state) => (await import('./verbs/scripts.js')).allScripts(state)),
    drafts: () => reading(async (state) => (await import('./verbs/list-drafts.js')).listDrafts(state)),
    status: () => reading(async (state) => (await import('./review/show-status.js')).showStatus(state)),
    approve: (request) =>
      reading(async (state) => (await import('./review/approve-item.js')).approveItem(state, request)),
    approvals: () => reading(async (state) => (await import('./review/approve-item.js')).listApprovals(state)),
    corrections: (wanted) =>
      reading(async (state) => (await import('./corrections/list-corrections.js')).listCorrections(state, wanted)),
    uncovered: () => reading(async (state) => (await import('./verbs/scripts.js')).findUncoveredTerms(state)),
    lexicon: () => reading((state) => state.lexicon()),
    lexiconImpact: (change) =>
      reading(async (state) => (await import('./verbs/lexicon-impact.js')).lexiconImpact(state, change)),
    redo: (request) =>
      reading(async (state) => (await import('./verbs/redo-utterance.js')).redoUtterance(state, request)),
    extract: (request) =>
      reading(async (state) => (await import('./verbs/extract-items.js')).extractItems(state, request)),
    importPodcast: (request) =>
      reading(async (state) => (await import('./verbs/import-podcast.js')).importPodcast(state, request)),
    say: (text, request = {}) =>
      reading(async (state) => (await import('./verbs/say-text.js')).sayText(state, { ...request, text })),
    move: (request) => reading(async (state) => (await import('./moving/move-show.js')).moveShow(state, request)),
    hear: async (wanted) => (await import('./hearing/hear-show.js')).hearShow(config, ports, wanted),
    unpublish: async (request) =>
      (await import('./verbs/unpublish-episode.js')).unpublishEpisode(config, ports, request),
    publish: async (request = {}) => (await import('./verbs/publish-folder.js')).publishFolder(config, ports, request),
    fetch: async (request = {}) => (await import('./verbs/publish-folder.js')).fetchPlace(config, ports, request),
    rehearse: async (request = {}) => (await import('./verbs/rehearse.js')).rehearse(config, ports, request),
    rollBack: async (request = {}) => (await import('./verbs/publish-folder.js')).rollBackPlace(config, ports, request),
    releases: async (to) => (await import('./verbs/publish-folder.js')).releasesOf(config, ports, to),
    subscribers: async () => (await import('./verbs/subscribers.js')).listSubscribers(config),
    addSubscriber: async (name) =>
      (await import('./verbs/subscribers.js')).addSubscriber(config, { name, now: ports.now() }),
    revokeSubscriber: async (name) => (await import('./verbs/subscribers.js')).revokeSubscriber(config, name),
    check: async (request = {}) => (await import('./verbs/check-show.js')).checkShow(config, ports, request),
  };
}

const TARGET_METHODS = ['locate', 'prepare', 'stat', 'read', 'download', 'list', 'put', 'putFeed', 'remove'];

export function portsOf(options: ShowOptions): ShowPorts {
  const { engines = {}, recognisers = {}, sources = [], formatters = [], target } = options;
  for (const source of sources) requireContract(`source "${source.kind}"`, source, ['recognises', 'read']);
  for (const formatter of formatters) requireContract(`formatter "${formatter.name}"`, formatter, ['format']);
  if (target) requireContract(`target "${target.name}"`, target, TARGET_METHODS);
  return {
    engines,
    recognisers,
    sources,
    formatters: Object.fromEntries(formatters.map((formatter) => [formatter.name, formatter])),
    templates: options.templates ?? [],
    ...present({ target }),
    environment: options.environment ?? readEnvironment(),
    now: options.now ?? (() => new Date()),
    signal: heardByMany(options.signal ?? new AbortController().signal),
    warn: options.warn ?? (() => undefined),
    report: options.report ?? (() => undefined),
  };
}

/** Every sentence, program and request at work listens to it: Node takes more than ten for a leak, and would say so. */
function heardByMany(signal: AbortSignal): AbortSignal {
  setMaxListeners(0, signal);
  return signal;
}
