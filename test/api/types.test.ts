import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as contracts from '../../src/contracts/index.js';
import * as lector from '../../src/index.js';

type Findings = Promise<readonly lector.Finding[]>;

/** Types are asserted by the compiler (`npm run types`); what a caller reads may grow, what a caller gives may not ask for more. */
describe('the types of the public API', () => {
  it('give what a show is opened with, and what it does', () => {
    expectTypeOf(lector.loadConfig).parameter(0).toEqualTypeOf<{
      readonly cwd: string;
      readonly file?: string;
      readonly overrides?: lector.ConfigOverrides;
    }>();
    expectTypeOf<{ outDir: string; engine: string; maxUsd: number }>().toExtend<lector.ConfigOverrides>();
    expectTypeOf(lector.loadConfig).returns.resolves.toExtend<{
      config: lector.Config;
      warnings: readonly lector.Finding[];
    }>();
    expectTypeOf<lector.Config>().toExtend<{ title: string; root: string; outDir: string; tts: { engine: string } }>();
    expectTypeOf<Extract<keyof lector.Config, 'environment' | 'apiKeys'>>().toBeNever();
    expectTypeOf(lector.openShow).parameter(0).toEqualTypeOf<lector.Config>();
    expectTypeOf(lector.openShow).parameter(1).toEqualTypeOf<lector.ShowOptions | undefined>();
    expectTypeOf<Required<lector.ShowOptions>>().toEqualTypeOf<{
      readonly engines: lector.SpeechEngines;
      readonly recognisers: lector.Recognisers;
      readonly sources: readonly lector.SourceModule[];
      readonly formatters: readonly lector.FormatterModule[];
      readonly target: lector.PublishTarget;
      readonly templates: readonly string[];
      readonly environment: lector.Environment;
      readonly now: () => Date;
      readonly signal: AbortSignal;
      readonly warn: lector.Warn;
      readonly report: (event: lector.BuildEvent) => void;
    }>();
    expectTypeOf<typeof process.env>().toExtend<lector.Environment>();
    expectTypeOf(lector.openShow).returns.toEqualTypeOf<lector.OpenShow>();
  });

  it('give what each method takes and returns', () => {
    expectTypeOf<lector.OpenShow['plan']>().toEqualTypeOf<(options?: lector.ItemOptions) => Promise<lector.Plan>>();
    expectTypeOf<{ isPruning: boolean; since: string }>().toExtend<lector.ItemOptions>();
    expectTypeOf<lector.Plan>().toExtend<{ engine: string; rows: readonly lector.PlanRow[]; costUsd: number }>();
    expectTypeOf<lector.PlanRow>().toExtend<{ slug: string; work: string; characters: number; costUsd: number }>();
    expectTypeOf<lector.OpenShow['build']>().returns.resolves.toEqualTypeOf<lector.BuildReport>();
    expectTypeOf<{ isStrict: boolean } & lector.ItemOptions>().toExtend<lector.BuildOptions>();
    expectTypeOf<lector.BuildReport>().toExtend<{
      rows: readonly lector.EpisodeRow[];
      findings: readonly lector.Finding[];
      receipt?: lector.Receipt;
      feedUrl: string;
    }>();
    expectTypeOf<lector.Receipt>().toExtend<{ written: readonly string[]; removed: readonly string[] }>();
    expectTypeOf<lector.EpisodeRow['outcome']>().toEqualTypeOf<
      'built' | 'tagged' | 'reused' | 'kept' | 'failed' | 'stopped' | 'scheduled' | 'review' | 'held'
    >();
    expectTypeOf<lector.BuildEvent['type']>().toEqualTypeOf<
      'collected' | 'stage' | 'narration' | 'episode' | 'publishing'
    >();
    expectTypeOf<Extract<lector.BuildEvent, { type: 'stage' }>['stage']>().toEqualTypeOf<lector.EpisodeStage>();
    expectTypeOf<lector.OpenShow['notes']>().returns.resolves.toExtend<lector.Receipt & { episodeCount: number }>();
    expectTypeOf<lector.OpenShow['script']>().toEqualTypeOf<
      (wanted: string | lector.ScriptRequest) => Promise<lector.SourceScript>
    >();
    expectTypeOf<{ wanted: string }>().toExtend<lector.ScriptRequest>();
    expectTypeOf<lector.SourceScript>().toExtend<lector.Script>();
    expectTypeOf<lector.OpenShow['drafts']>().toEqualTypeOf<() => Promise<readonly lector.Draft[]>>();
    expectTypeOf<lector.Draft>().toExtend<{ slug: string; reason: lector.Finding; script?: lector.Script }>();
    expectTypeOf<lector.OpenShow['uncovered']>().returns.resolves.toEqualTypeOf<readonly lector.UncoveredTerm[]>();
    expectTypeOf<lector.UncoveredTerm>().toExtend<{ term: string; kind: string; count: number }>();
    expectTypeOf<lector.OpenShow['lexicon']>().returns.resolves.toEqualTypeOf<lector.Lexicon>();
    expectTypeOf<lector.OpenShow['lexiconImpact']>().returns.resolves.toEqualTypeOf<lector.LexiconImpact>();
    expectTypeOf<lector.LexiconImpact['touches']>().toEqualTypeOf<readonly lector.LexiconTouch[]>();
    expectTypeOf<lector.LexiconTouch>().toExtend<{ slug: string; before: string; after: string; startMs?: number }>();
    expectTypeOf<lector.OpenShow['move']>().toEqualTypeOf<(options: lector.MoveOptions) => Promise<lector.Moved>>();
    expectTypeOf<{ to: string }>().toExtend<lector.MoveOptions>();
    expectTypeOf<lector.Moved>().toExtend<{ from: string; to: string; changes: readonly lector.FieldEdit[] }>();
    expectTypeOf<lector.Moved['redirects']>().toEqualTypeOf<readonly lector.RedirectRecipe[]>();
    expectTypeOf<lector.RedirectRecipe>().toExtend<{ host: string; file: string; text: string }>();
    expectTypeOf<lector.OpenShow['unpublish']>().toEqualTypeOf<
      (options: lector.UnpublishOptions) => Promise<lector.Unpublished>
    >();
    expectTypeOf<{ wanted: string }>().toExtend<lector.UnpublishOptions>();
    expectTypeOf<lector.UnpublishedRecord>().toExtend<lector.EpisodeRecord>();
    expectTypeOf<lector.Manifest['feeds']>().toEqualTypeOf<readonly lector.FeedRecord[] | undefined>();
    expectTypeOf<lector.FeedRecord>().toExtend<{ path: string; guid: string }>();
    expectTypeOf<lector.OpenShow['subscribers']>().returns.resolves.toEqualTypeOf<readonly lector.SubscriberFeeds[]>();
    expectTypeOf<lector.SubscriberFeeds>().toExtend<{ name: string; feedUrls: readonly string[] }>();
    expectTypeOf<lector.OpenShow['redo']>().toEqualTypeOf<(options: lector.RedoOptions) => Promise<lector.Redone>>();
    expectTypeOf<{ wanted: string; utterance: string; step: 1 | -1 }>().toExtend<lector.RedoOptions>();
    expectTypeOf<lector.Redone>().toExtend<{ utterance: lector.Utterance; take: number; slug: string }>();
    expectTypeOf<lector.OpenShow['extract']>().returns.resolves.toEqualTypeOf<readonly lector.Reading[]>();
    expectTypeOf<{ target: string }>().toExtend<lector.ExtractOptions>();
    expectTypeOf<lector.OpenShow['say']>().returns.resolves.toEqualTypeOf<lector.SaidText>();
    expectTypeOf<lector.SaidText>().toExtend<{ spoken: string; file: string; durationMs: number }>();
    expectTypeOf<lector.OpenShow['check']>().returns.toEqualTypeOf<Findings>();
  });

  it('work for a queue, and tell of it as it happens', () => {
    expectTypeOf(lector.runWorker).toEqualTypeOf<(options: lector.WorkerOptions) => Promise<void>>();
    expectTypeOf<{
      queue: string;
      store: string;
      folder: string;
      environment: Record<string, string | undefined>;
      signal: AbortSignal;
      warn: lector.Warn;
    }>().toExtend<lector.WorkerOptions>();
    expectTypeOf<Extract<lector.WorkerEvent, { type: 'failed' }>>().toExtend<{ code: string; message: string }>();
  });

  it('give findings and errors with codes of closed lists', () => {
    expectTypeOf<lector.Finding>().toExtend<{ message: string; hint?: string; place?: lector.Place }>();
    expectTypeOf<Extract<lector.Finding, { severity: 'error' }>['code']>().toEqualTypeOf<lector.ErrorCode>();
    expectTypeOf<Extract<lector.Finding, { severity: 'warning' }>['code']>().toEqualTypeOf<lector.WarningCode>();
    expectTypeOf<Extract<lector.Finding, { severity: 'note' }>['code']>().toEqualTypeOf<lector.WarningCode>();
    expectTypeOf<lector.Finding['ruling']>().toEqualTypeOf<lector.Ruling | undefined>();
    expectTypeOf<lector.Ruling['profile']>().toEqualTypeOf<lector.CheckProfile>();
    expectTypeOf<{ isDecoding: true; profiles: ['rss'] }>().toExtend<lector.CheckRequest>();
    expectTypeOf<string>().not.toExtend<lector.ErrorCode>();
    expectTypeOf<lector.Warn>().toEqualTypeOf<(finding: lector.Finding) => void>();
    expectTypeOf(lector.isLectorError).guards.toEqualTypeOf<lector.LectorError>();
    expectTypeOf<lector.LectorError>().toExtend<Error & { code: lector.ErrorCode; exitCode: lector.ExitCode }>();
    expectTypeOf<(typeof lector.EXIT)['budget']>().toExtend<lector.ExitCode>();
    expectTypeOf(lector.LECTOR_VERSION).toEqualTypeOf<string>();
  });

  it('give articles, scripts, times and episodes as data', () => {
    expectTypeOf<lector.SourceItem>().toEqualTypeOf<lector.Article | lector.Programme | lector.Briefing>();
    expectTypeOf<lector.Article['blocks']>().toEqualTypeOf<readonly lector.Block[]>();
    expectTypeOf<Extract<lector.Block, { kind: 'heading' }>>().toExtend<{ spans: readonly lector.Span[] }>();
    expectTypeOf<lector.Script>().toExtend<{
      utterances: readonly lector.Utterance[];
      ledger: readonly lector.LedgerEntry[];
    }>();
    expectTypeOf<lector.Utterance>().toExtend<{ display: string; spoken: string }>();
    expectTypeOf<lector.Utterance['changes']>().toEqualTypeOf<readonly lector.SpokenChange[]>();
    expectTypeOf<lector.Timeline['items']>().toEqualTypeOf<readonly lector.TimelineItem[]>();
    expectTypeOf<lector.Transcript['cues']>().toEqualTypeOf<readonly lector.Cue[]>();
    expectTypeOf<lector.Episode>().toExtend<{
      guid: string;
      chapters: readonly lector.Chapter[];
      transcript?: lector.Transcript;
      links: readonly lector.TimedLink[];
    }>();
    expectTypeOf<lector.RenderedNotes>().toExtend<{ descriptionHtml: string; contentHtml: string }>();
    expectTypeOf<lector.Manifest['episodes']>().toEqualTypeOf<readonly lector.EpisodeRecord[]>();
    expectTypeOf<lector.Show>().toExtend<{ title: string; baseUrl: string; guid: string }>();
    expectTypeOf(lector.parseClock).returns.toEqualTypeOf<number | undefined>();
    expectTypeOf(lector.formatClock).parameters.toEqualTypeOf<[durationMs: number]>();
  });

  it('give what an engine, a source, a formatter and a target of one’s own must be', () => {
    expectTypeOf<lector.SpeechEngines[string]>().toEqualTypeOf<lector.SpeechEngine | lector.EngineFactory>();
    expectTypeOf<lector.EngineFactory>().parameters.toEqualTypeOf<[options: lector.EngineOptions]>();
    expectTypeOf(lector.openSpeechEngine).returns.resolves.toEqualTypeOf<lector.SpeechEngine>();
    expectTypeOf<lector.SpeechEngine['capabilities']>().toEqualTypeOf<lector.EngineCapabilities>();
    expectTypeOf<lector.SpeechEngine['voices']>().returns.resolves.toEqualTypeOf<readonly lector.Voice[]>();
    expectTypeOf<lector.SpeechEngine['speak']>().toEqualTypeOf<
      (request: lector.SpeechRequest) => Promise<lector.SpeechResult>
    >();
    expectTypeOf(lector.failAttempt<RangeError>).toEqualTypeOf<
      (error: RangeError, attempt: lector.FailedAttempt) => RangeError
    >();
    expectTypeOf<lector.SourceModule>().toExtend<lector.Source & { specificationVersion: 1 }>();
    expectTypeOf<lector.Source['read']>().toEqualTypeOf<
      (document: lector.SourceDocument, context: lector.ReadContext) => Promise<readonly lector.Reading[]>
    >();
    expectTypeOf<'a kind of one’s own'>().toExtend<lector.Source['kind']>();
    expectTypeOf<lector.FormatterModule>().toExtend<lector.Formatter & { specificationVersion: 1; name: string }>();
    expectTypeOf<lector.Formatter['format']>().parameters.toEqualTypeOf<[input: lector.FormatterInput]>();
    expectTypeOf<lector.PublishTarget['specificationVersion']>().toEqualTypeOf<typeof lector.PUBLISH_TARGET_VERSION>();
    expectTypeOf<lector.PublishTarget['put']>().toEqualTypeOf<(file: lector.TargetFile) => Promise<boolean>>();
    expectTypeOf<lector.PublishTarget['list']>().returns.resolves.toEqualTypeOf<readonly lector.PublishedFile[]>();
    expectTypeOf<
      Parameters<lector.PublishTarget['putFeed']>[0]['replaces']
    >().toEqualTypeOf<lector.PublishedVersions>();
    expectTypeOf(lector.feedConflict).returns.toEqualTypeOf<lector.LectorError>();
    expectTypeOf(lector.pathRefused).toEqualTypeOf<(path: string) => lector.LectorError>();
    expectTypeOf(lector.isPublishedPath).toEqualTypeOf<(path: string) => boolean>();
  });

  it('give what is brought elsewhere, taken over, foretold and rehearsed', () => {
    type Place = string | lector.PublishTarget;
    type Show = lector.OpenShow;
    expectTypeOf<Show['publish']>().toEqualTypeOf<(options?: lector.PublishOptions) => Promise<lector.PublishReport>>();
    expectTypeOf<lector.PublishOptions['to']>().toEqualTypeOf<Place | undefined>();
    expectTypeOf<NonNullable<lector.PublishOptions['report']>>().parameters.toEqualTypeOf<
      [event: lector.PublishProgress]
    >();
    expectTypeOf<lector.PublishReport['puts']>().toEqualTypeOf<readonly lector.PlannedPut[]>();
    expectTypeOf<lector.PlannedPut>().toExtend<lector.LocalFile & { isNew: boolean }>();
    expectTypeOf<lector.LocalFile['kind']>().toEqualTypeOf<lector.PutKind>();
    expectTypeOf<lector.PublishReport['removals']>().toEqualTypeOf<readonly lector.PlannedRemoval[]>();
    expectTypeOf<lector.PublishReport['done']>().toEqualTypeOf<lector.BroughtShow | undefined>();
    expectTypeOf<lector.PublishReport['forecast']>().toEqualTypeOf<lector.Forecast | undefined>();
    expectTypeOf<lector.Forecast['dangers']>().toEqualTypeOf<readonly lector.Danger[]>();
    expectTypeOf<Show['fetch']>().returns.resolves.toEqualTypeOf<lector.FetchedShow>();
    expectTypeOf<Show['releases']>().returns.resolves.toEqualTypeOf<readonly lector.KeptRelease[]>();
    expectTypeOf<Show['rehearse']>().returns.resolves.toEqualTypeOf<lector.Rehearsal>();
    expectTypeOf<lector.Rehearsal['apps']>().toEqualTypeOf<readonly lector.AppStory[]>();
    expectTypeOf<Show['importPodcast']>().toEqualTypeOf<(options: lector.ImportOptions) => Promise<lector.Imported>>();
    expectTypeOf<lector.Imported['items']>().toEqualTypeOf<readonly lector.ImportedItem[]>();
    expectTypeOf<Show['hear']>().returns.resolves.toEqualTypeOf<readonly lector.HeardEpisode[]>();
    expectTypeOf<lector.Recognisers[string]>().toEqualTypeOf<lector.Recogniser | lector.RecogniserFactory>();
    expectTypeOf<lector.RecogniserFactory>().parameters.toEqualTypeOf<[options: lector.EngineOptions]>();
    expectTypeOf<lector.Recogniser['hear']>().parameters.toEqualTypeOf<[request: lector.HearingRequest]>();
    expectTypeOf<Show['addSubscriber']>().returns.resolves.toEqualTypeOf<lector.SubscriberFeeds>();
  });

  it('give the day of an editor: working, approving, correcting and changing templates', () => {
    type Show = lector.OpenShow;
    expectTypeOf(lector.startDev).parameter(0).toEqualTypeOf<lector.DevOptions>();
    expectTypeOf(lector.startDev).returns.resolves.toEqualTypeOf<lector.Dev>();
    expectTypeOf<NonNullable<lector.DevRound['report']>>().toEqualTypeOf<lector.BuildReport>();
    expectTypeOf<Show['status']>().returns.resolves.toEqualTypeOf<readonly lector.ItemStatus[]>();
    expectTypeOf<lector.ItemStatus['state']>().toEqualTypeOf<lector.EditorialState>();
    expectTypeOf<Show['approve']>().toEqualTypeOf<(options: lector.ApproveOptions) => Promise<lector.Approved>>();
    expectTypeOf<lector.Approved['approval']>().toEqualTypeOf<lector.Approval>();
    expectTypeOf<Show['approvals']>().returns.resolves.toEqualTypeOf<readonly lector.ListedApproval[]>();
    expectTypeOf<Show['corrections']>().returns.resolves.toEqualTypeOf<readonly lector.ListedCorrection[]>();
    expectTypeOf<lector.ListedCorrection>().toExtend<lector.Correction>();
    expectTypeOf<NonNullable<lector.Correction['changes']>>().toEqualTypeOf<readonly lector.TextChange[]>();
    expectTypeOf<Show['embed']>().returns.resolves.toEqualTypeOf<lector.EmbedSnippets>();
    expectTypeOf<Show['notes']>().returns.resolves.toEqualTypeOf<lector.RenderedAgain>();
    expectTypeOf<Show['diffNotes']>().returns.resolves.toEqualTypeOf<lector.NotesDiff>();
    expectTypeOf<lector.NotesDiff['changes']>().toEqualTypeOf<readonly lector.NotesChange[]>();
    expectTypeOf<lector.NotesChange['target']>().toEqualTypeOf<lector.NotesTarget>();
    expectTypeOf<Show['notesInApp']>().returns.resolves.toEqualTypeOf<readonly lector.DroppedNotes[]>();
    expectTypeOf<Show['context']>().returns.resolves.toEqualTypeOf<lector.EpisodeContexts | lector.ShowContexts>();
  });

  it('give checks, the preview and the contracts', () => {
    expectTypeOf(lector.checkFeed).returns.toEqualTypeOf<readonly lector.Finding[]>();
    expectTypeOf(lector.checkOutput).returns.toEqualTypeOf<Findings>();
    expectTypeOf(lector.checkTarget).returns.toEqualTypeOf<Findings>();
    expectTypeOf(lector.startPreview).returns.resolves.toExtend<{ url: string; close(): Promise<void> }>();
    expectTypeOf<{ describe: typeof describe; it: typeof it; afterAll: () => void }>().toExtend<contracts.TestRunner>();
    expectTypeOf(contracts.describeSource).parameter(1).toEqualTypeOf<contracts.SourceSample>();
    expectTypeOf(contracts.describeSpeechEngine).parameter(3).toEqualTypeOf<contracts.SpeechEngineSample | undefined>();
    expectTypeOf(contracts.describeRecogniser)
      .parameter(2)
      .returns.toEqualTypeOf<contracts.RecogniserSample | Promise<contracts.RecogniserSample>>();
    expectTypeOf(contracts.describePublishTarget)
      .parameter(1)
      .returns.toEqualTypeOf<contracts.TargetOnTrial | Promise<contracts.TargetOnTrial>>();
  });

  it('are all asserted here', async () => {
    const [text, list] = await Promise.all(
      ['types.test.ts', 'exports.txt'].map((file) => readFile(path.join(import.meta.dirname, file), 'utf8')),
    );
    const names = [...(list ?? '').matchAll(/^ {2}(\w+)/gmu)].map(([, name = '']) => name);
    expect(names.filter((name) => !new RegExp(`\\b(?:lector|contracts)\\.${name}\\b`, 'u').test(text ?? ''))).toEqual(
      [],
    );
  });
});
