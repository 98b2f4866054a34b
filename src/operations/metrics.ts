import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { BuildEvent, EpisodeStage } from '../context.js';
import type { WatchEvent } from '../watch/run-watch.js';
import type { WorkerEvent } from '../worker/run-worker.js';

/** What can be measured only when it is asked for; what is not known is absent. */
export type Readings = {
  readonly diskFreeBytes?: number;
  /** Of the last 30 days' ceiling. */
  readonly budgetLeftUsd?: number;
  readonly feedAgeSeconds?: number;
};

/** Counts what happens, for Prometheus: names begin with `lector_`, and no label holds a text, an address or a key. */
export type Metrics = {
  watch(event: WatchEvent): void;
  worker(event: WorkerEvent): void;
  /** In the text format of Prometheus 0.0.4. */
  expose(): Promise<{ readonly contentType: string; readonly body: string }>;
};

const STAGE_BUCKETS_SECONDS = [0.1, 0.5, 1, 5, 15, 60, 300, 1800];
const WAIT_BUCKETS_SECONDS = [1, 5, 30, 60, 300, 900, 3600];

const GAUGES = {
  lector_last_success_timestamp_seconds: 'When a round ended last without an error.',
  lector_disk_free_bytes: 'Free on the disk of the show.',
  lector_budget_left_usd: 'Left of budget.maxUsdPerMonth.',
  lector_feed_age_seconds: 'Since the feed was written last.',
};

export function openMetrics(options: { readonly now: () => Date; readonly read: () => Promise<Readings> }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const episodes = new Counter({
    name: 'lector_episodes_total',
    help: 'Articles seen in builds, by what came of each.',
    labelNames: ['outcome'],
    registers,
  });
  const findings = new Counter({
    name: 'lector_findings_total',
    help: 'Errors and warnings of builds, by code; again in each round they last.',
    labelNames: ['code', 'severity'],
    registers,
  });
  const stages = new Histogram({
    name: 'lector_stage_seconds',
    help: 'How long each stage of an episode took.',
    labelNames: ['stage'],
    buckets: STAGE_BUCKETS_SECONDS,
    registers,
  });
  const sentences = new Counter({
    name: 'lector_sentences_total',
    help: 'Sentences narrated, by whether their sound was kept from before.',
    labelNames: ['cached'],
    registers,
  });
  const characters = new Counter({
    name: 'lector_narrated_characters_total',
    help: 'Characters sent to the engine.',
    labelNames: ['engine'],
    registers,
  });
  const cost = new Counter({
    name: 'lector_cost_usd_total',
    help: 'What narrating cost.',
    labelNames: ['engine'],
    registers,
  });
  const files = new Counter({
    name: 'lector_published_files_total',
    help: 'Files brought to where the show is served.',
    registers,
  });
  const rounds = new Histogram({
    name: 'lector_round_seconds',
    help: 'How long rounds of watching took.',
    buckets: STAGE_BUCKETS_SECONDS,
    registers,
  });
  const sources = new Counter({
    name: 'lector_source_failures_total',
    help: 'Times a source could not be read.',
    registers,
  });
  const jobs = new Counter({
    name: 'lector_jobs_total',
    help: 'Jobs of the queue, by what came of each.',
    labelNames: ['result'],
    registers,
  });
  const waits = new Histogram({
    name: 'lector_queue_wait_seconds',
    help: 'How long jobs waited before this worker took them.',
    buckets: WAIT_BUCKETS_SECONDS,
    registers,
  });

  const gauges = new Map<string, Gauge>();
  const begun = new Map<string, { readonly stage: EpisodeStage; readonly atMs: number }>();
  const said = new Map<string, { done: number; cached: number }>();

  /** A gauge that nothing is known of is not there: it would read as 0. */
  function setGauge(name: keyof typeof GAUGES, value: number | undefined): void {
    if (value === undefined) return;
    const gauge = gauges.get(name) ?? new Gauge({ name, help: GAUGES[name], registers });
    gauges.set(name, gauge);
    gauge.set(value);
  }

  function endStage(slug: string): void {
    const before = begun.get(slug);
    if (before) stages.observe({ stage: before.stage }, (options.now().getTime() - before.atMs) / 1000);
    begun.delete(slug);
  }

  function progress(event: BuildEvent): void {
    switch (event.type) {
      case 'stage':
        endStage(event.slug);
        begun.set(event.slug, { stage: event.stage, atMs: options.now().getTime() });
        return;
      case 'narration': {
        // Each event counts from the beginning of its episode.
        const { slug, done, cached } = event;
        const before = said.get(slug) ?? { done: 0, cached: 0 };
        sentences.inc({ cached: 'yes' }, Math.max(0, cached - before.cached));
        sentences.inc({ cached: 'no' }, Math.max(0, done - cached - (before.done - before.cached)));
        said.set(slug, { done, cached });
        return;
      }
      case 'episode':
        endStage(event.row.slug);
        said.delete(event.row.slug);
        return;
      default:
    }
  }

  return {
    watch(event) {
      if (event.type === 'progress') progress(event.event);
      if (event.type === 'source-failed') sources.inc();
      if (event.type !== 'round') return;
      const { built, published, elapsedMs } = event;
      begun.clear();
      said.clear();
      for (const { outcome, costUsd = 0, synthesisedCharacters = 0 } of built?.rows ?? []) {
        episodes.inc({ outcome });
        cost.inc({ engine: event.engine }, costUsd);
        characters.inc({ engine: event.engine }, synthesisedCharacters);
      }
      for (const { code, severity } of event.findings) findings.inc({ code, severity });
      files.inc(published?.done?.written.length ?? 0);
      rounds.observe(elapsedMs / 1000);
      const isGood = event.findings.every(({ severity }) => severity !== 'error');
      if (isGood) setGauge('lector_last_success_timestamp_seconds', options.now().getTime() / 1000);
    },
    worker(event) {
      if (event.type === 'begun' && event.waitedMs !== undefined) waits.observe(Math.max(0, event.waitedMs) / 1000);
      else if (event.type === 'failed') jobs.inc({ result: 'failed' });
      else if (event.type !== 'ready' && event.type !== 'begun') jobs.inc({ result: event.type });
    },
    async expose() {
      const readings = await options.read();
      setGauge('lector_disk_free_bytes', readings.diskFreeBytes);
      setGauge('lector_budget_left_usd', readings.budgetLeftUsd);
      setGauge('lector_feed_age_seconds', readings.feedAgeSeconds);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
