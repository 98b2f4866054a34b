import path from 'node:path';
import PQueue from 'p-queue';
import type { Config } from '../../config.js';
import { engineEnvironment } from '../../config/engine-environment.js';
import type { ShowState } from '../../context.js';
import { EXIT, LectorError, warning } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import { count, quoteValue } from '../../model/text.js';
import { judgeHearing, type HeardSentence } from '../../narration/hearing/judge-hearing.js';
import { openAttempts, type Attempts } from '../../narration/attempts.js';
import { payFor, type Budget } from '../../narration/billing.js';
import { openRecogniser } from '../../narration/recognisers/index.js';
import type { Recogniser } from '../../narration/recognisers/recogniser.js';
import { findFfmpeg } from '../../run-tool.js';
import { openJsonCache, openSpendingLedger, type JsonCache } from '../../workspace.js';
import { readEpisode } from '../episodes/read-episode.js';
import { ffmpegOptionsOf } from '../ffmpeg-options-of.js';
import { assignItems } from '../items/assign-items.js';
import type { Assignment } from '../items/assign-records.js';
import { cutCues, HEARD_RATE_HZ, type CueSound } from './cut-cues.js';
import { lineOfSentence, namesIn } from './place-sentence.js';
import { spokenWords } from './spoken-words.js';
import { withShow, type ShowPorts } from '../read-show.js';
import { scriptsOf, type SourceScript } from '../verbs/scripts.js';

/** How one episode is heard. */
export type HeardEpisode = {
  readonly slug: string;
  readonly title: string;
  readonly sentenceCount: number;
  /** What was listened to now; what was heard before is remembered. */
  readonly listenedMs: number;
  /** How long that took. */
  readonly tookMs: number;
  /** Words that were not heard as they are said, for each that is; most of it is the recogniser's own. */
  readonly wordErrorRate: number;
  readonly findings: readonly Finding[];
};

type Hearing = {
  readonly state: ShowState;
  readonly recogniser: Recogniser;
  readonly cache: Pick<JsonCache, 'get' | 'put'>;
  readonly budget: Budget;
  readonly attempts: Attempts;
};

/**
 * Has a recogniser listen to what is published, sentence by sentence, and compares what it heard with what should be.
 *
 * @param wanted Slug of an episode, or the beginning of one; all unless given.
 * @throws {@link LectorError} `E_CONFIG` when no recogniser is configured, `E_INPUT` when there is no such episode, `E_BUDGET`.
 */
export async function hearShow(config: Config, ports: ShowPorts, wanted?: string): Promise<readonly HeardEpisode[]> {
  const { recogniser: asked } = config;
  if (asked === undefined) {
    throw new LectorError('E_CONFIG', 'there is no recogniser to listen with.', {
      hint: 'set recogniser.engine in lector.yaml: docs/engines.md.',
      exitCode: EXIT.config,
    });
  }
  return withShow(config, ports, async (state) => {
    const records = (state.published.manifest?.episodes ?? []).filter(({ slug }) => slug.startsWith(wanted ?? ''));
    if (records.length === 0 && wanted !== undefined)
      throw new LectorError('E_INPUT', `no episode ${quoteValue(wanted)} is published.`, {
        hint: 'run "lector build" first.',
      });
    const { concurrency } = config;
    const options = {
      environment: engineEnvironment(config, state.environment),
      settings: asked.settings,
      timeoutMs: config.http.timeoutMs,
      ...present({ concurrency }),
    };
    const recogniser = await openRecogniser(asked.engine, options, ports.recognisers);
    const hearing: Hearing = {
      state,
      recogniser,
      cache: openJsonCache(path.join(config.stateDir, 'cache', 'heard')),
      budget: { spending: openSpendingLedger(state), ...ceilingsOf(config) },
      attempts: openAttempts(recogniser.name),
    };
    try {
      const { assignments } = await assignItems(state);
      const heard: HeardEpisode[] = [];
      for (const record of records) {
        const assignment = assignments.find(({ slug }) => slug === record.slug);
        const episode = assignment && (await hearEpisode(record, { assignment, hearing }));
        if (episode) heard.push(episode);
      }
      return heard;
    } finally {
      await recogniser.close();
    }
  });
}

/**
 * Hears everything before it is published, and refuses what is not heard as it is written.
 *
 * @throws {@link LectorError} `E_HEARD`.
 */
export async function requireHeard(config: Config, ports: ShowPorts): Promise<void> {
  const findings = (await hearShow(config, ports)).flatMap((episode) => episode.findings);
  for (const finding of findings) ports.warn(finding);
  if (findings.length === 0) return;
  const what = `${count(findings.length, 'sentence')} ${findings.length === 1 ? 'is' : 'are'} not heard as written`;
  throw new LectorError('E_HEARD', `${what}; nothing is published.`, {
    hint: 'have them spoken again (lector redo), or set recogniser.beforePublish to false.',
  });
}

async function hearEpisode(
  record: EpisodeRecord,
  { assignment, hearing }: { readonly assignment: Assignment; readonly hearing: Hearing },
): Promise<HeardEpisode | undefined> {
  const { state } = hearing;
  const [script] = await scriptsOf([assignment], { ...state, warn: () => undefined });
  const cues = (await readEpisode(record, state.target)).transcript?.cues ?? [];
  if (script === undefined || record.audio.url !== undefined || cues.length === 0) return undefined;
  const { sentences, listenedMs, tookMs } = await listen(record, { script, cues, hearing });
  const { faults, wordErrorRate } = judgeHearing(sentences);
  const { location } = assignment.item.source;
  const findings: Finding[] = [];
  for (const { code, message, utteranceId } of faults) {
    const display = script.utterances.find(({ id }) => id === utteranceId)?.display ?? '';
    const line = await lineOfSentence(path.resolve(state.config.root, location), display);
    findings.push(
      warning(code, `${record.slug} ${utteranceId}: ${message}.`, {
        hint: `listen to it, then run: lector redo ${record.slug} ${utteranceId} && lector build`,
        place: { file: location, ...present({ line }) },
      }),
    );
  }
  const { slug, title } = record;
  return { slug, title, sentenceCount: sentences.length, listenedMs, tookMs, wordErrorRate, findings };
}

function ceilingsOf({ budget }: Config) {
  return present({ perRunUsd: budget.maxUsd, perMonthUsd: budget.maxUsdPerMonth });
}

/** What is heard of each sentence that is still said as it was published; asked for once for the same sound. */
async function listen(
  record: EpisodeRecord,
  input: { readonly script: SourceScript; readonly cues: readonly CueSound['cue'][]; readonly hearing: Hearing },
): Promise<{ readonly sentences: readonly HeardSentence[]; readonly listenedMs: number; readonly tookMs: number }> {
  const { script, cues, hearing } = input;
  const { state, recogniser, cache, budget, attempts } = hearing;
  const { config, signal } = state;
  const utterances = new Map(script.utterances.map((utterance) => [utterance.id, utterance]));
  const known = cues.filter(({ utteranceId = '' }) => utterances.has(utteranceId));
  const keyOf = ({ startMs, endMs, utteranceId = '' }: CueSound['cue']): string =>
    JSON.stringify([recogniser.name, recogniser.version, record.audio.sha256, utteranceId, startMs, endMs]);
  const texts = new Map<string, string>();
  for (const cue of known) {
    const text = await cache.get(keyOf(cue));
    if (typeof text === 'string') texts.set(keyOf(cue), text);
  }
  const missing = known.filter((cue) => !texts.has(keyOf(cue)));
  const queue = new PQueue({ concurrency: recogniser.concurrency });
  const startedMs = performance.now();
  let listenedMs = 0;
  if (missing.length > 0) {
    const file = path.join(config.outDir, record.audio.path);
    const ffmpeg = await findFfmpeg(ffmpegOptionsOf(state));
    const failures: unknown[] = [];
    for await (const { cue, samples } of cutCues(missing, { ffmpeg, path: file, signal })) {
      const lang = utterances.get(cue.utteranceId ?? '')?.lang ?? script.language;
      const durationMs = (samples.length * 1000) / HEARD_RATE_HZ;
      listenedMs += durationMs;
      const usd = (durationMs / 60_000) * recogniser.pricePerMinuteUsd;
      const bill = { characters: 0, usd, budget, expense: { characters: 0, usd: 0 }, signal };
      const work = async (): Promise<void> => {
        if (failures.length > 0) return;
        const hear = () => recogniser.hear({ samples, sampleRateHz: HEARD_RATE_HZ, lang, signal });
        const { text } = await attempts.run(signal, () => payFor(hear, bill));
        texts.set(keyOf(cue), text);
        await cache.put(keyOf(cue), text);
      };
      await queue.onSizeLessThan(recogniser.concurrency);
      void queue.add(() => work().catch((error: unknown) => void failures.push(error)));
    }
    await queue.onIdle();
    if (failures.length > 0) throw failures[0];
  }
  const tookMs = Math.round(performance.now() - startedMs);
  const write = await spokenWords(script.language, state);
  const sentences = known.flatMap((cue): HeardSentence[] => {
    const utterance = utterances.get(cue.utteranceId ?? '');
    if (utterance === undefined) return [];
    const { id, spoken, display, lang } = utterance;
    return [
      {
        utteranceId: id,
        spoken: write(spoken),
        heard: write(texts.get(keyOf(cue)) ?? ''),
        names: namesIn(display, lang),
      },
    ];
  });
  return { sentences, listenedMs: Math.round(listenedMs), tookMs };
}
