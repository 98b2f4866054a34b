import type { Config } from '../config.js';
import type { BuildEvent, Polling } from '../context.js';
import { isLectorError, toLectorError } from '../errors.js';
import type { Finding } from '../model/finding.js';
import { present } from '../model/present.js';
import { sourceAddress } from '../model/text/secrets.js';
import { portsOf, type ShowOptions } from '../show/open-show.js';
import { buildShow, type BuildReport } from '../show/verbs/build-show.js';
import { publishFolder, type PublishReport } from '../show/verbs/publish-folder.js';
import { FILES, openAgenda, type Agenda } from './agenda.js';

/** What a show is watched with. */
export type WatchOptions = {
  /** Read before each round, so that a change counts from the next one on. */
  readonly readConfig: () => Promise<Config>;
  /** As the show is opened with; `signal` and `report` are the watch's own. */
  readonly show?: Omit<ShowOptions, 'signal' | 'report' | 'warn'>;
  /** Ends the watch: what is under way is finished, for as long as half a minute. */
  readonly signal: AbortSignal;
  /** One round, and no waiting. */
  readonly isOnce?: boolean;
  /** Builds, and brings it nowhere. */
  readonly isBuildingOnly?: boolean;
  readonly report: (event: WatchEvent) => void;
  /** Resolves after the time, or at once when the signal aborts. */
  readonly sleep?: (durationMs: number, signal: AbortSignal) => Promise<void>;
};

/** What a watch does, as it happens. */
export type WatchEvent =
  | { readonly type: 'round-begun'; readonly sources: readonly string[] }
  | { readonly type: 'progress'; readonly event: BuildEvent }
  /** Told once, and again after a round without it. */
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'source-failed'; readonly source: string; readonly finding: Finding; readonly retryAt: string }
  | ({ readonly type: 'round' } & WatchRound)
  | { readonly type: 'waiting'; readonly until: string }
  | { readonly type: 'ended' };

/** What came of one round. */
export type WatchRound = {
  /** Absent where the build could not be done. */
  readonly built?: BuildReport;
  /** Absent where nothing was to be brought anywhere, or it could not be. */
  readonly published?: PublishReport;
  /** Everything that is wrong now, what was told before among it. */
  readonly findings: readonly Finding[];
  /** As `tts.engine` names it. */
  readonly engine: string;
  readonly elapsedMs: number;
};

/** How long what is under way may take once the watch is told to end. */
const DRAIN_MS = 30_000;
/** A machine that slept wakes with another time. */
const MAX_SLEEP_MS = 60_000;

/**
 * Builds and publishes a show whenever its files or one of its sources are due, until it is told to end. Nothing that
 * goes wrong ends it; a source that fails waits longer each time, and keeps no other from being published.
 *
 * @returns The last round.
 * @throws {@link LectorError} what reading the configuration throws, the first time; `E_CONFIG` for a time there is not.
 */
export async function runWatch(options: WatchOptions): Promise<WatchRound | undefined> {
  const { signal, report, sleep = sleepUntilAborted } = options;
  const now = options.show?.now ?? ((): Date => new Date());
  const nowMs = (): number => now().getTime();
  const stop = new AbortController();
  const drain = (): void => void setTimeout(() => stop.abort(), DRAIN_MS).unref();
  signal.addEventListener('abort', drain, { once: true });
  let config = await options.readConfig();
  const agenda = openAgenda();
  agenda.follow(config, nowMs());
  const work = openRounds(options, stop.signal);
  let last: WatchRound | undefined;
  while (!signal.aborted) {
    const due = agenda.due(nowMs());
    if (due.size > 0) {
      const found: Finding[] = [];
      try {
        config = await options.readConfig();
        agenda.follow(config, nowMs());
      } catch (error) {
        found.push(...findingsOf(error));
      }
      last = await work.round(config, { due, found, agenda, now });
    }
    if (options.isOnce === true || signal.aborted) break;
    const untilMs = agenda.nextMs();
    if (due.size > 0) report({ type: 'waiting', until: new Date(untilMs).toISOString() });
    await sleep(Math.min(MAX_SLEEP_MS, Math.max(0, untilMs - nowMs())), signal);
  }
  signal.removeEventListener('abort', drain);
  report({ type: 'ended' });
  return last;
}

type Round = {
  readonly due: ReadonlySet<string>;
  /** What is wrong already. */
  readonly found: readonly Finding[];
  readonly agenda: Agenda;
  readonly now: () => Date;
};

function openRounds(options: WatchOptions, signal: AbortSignal) {
  const { report } = options;
  // What a run before left unpublished is brought by the first round.
  let isToPublish = true;
  let told: ReadonlySet<string> = new Set();

  async function round(config: Config, { due, found, agenda, now }: Round): Promise<WatchRound> {
    const startedMs = performance.now();
    const findings: Finding[] = [];
    const fresh = new Set<string>();
    const warn = (finding: Finding): void => {
      const text = JSON.stringify(finding);
      if (!told.has(text) && !fresh.has(text)) report({ type: 'finding', finding });
      fresh.add(text);
      findings.push(finding);
    };
    found.forEach(warn);
    report({ type: 'round-begun', sources: [...due].filter((url) => url !== FILES).map(sourceAddress) });
    const failures = new Map<string, Finding>();
    const polling: Polling = {
      isResting: (url) => !due.has(url),
      failed: (url, finding) => void failures.set(url, finding),
    };
    const progress = (event: BuildEvent): void => report({ type: 'progress', event });
    const ports = { ...portsOf({ ...options.show, signal, warn, report: progress }), polling };
    const done: { built?: BuildReport; published?: PublishReport } = {};
    try {
      done.built = await buildShow(config, ports, {});
      const { written = [], removed = [] } = done.built.receipt ?? {};
      isToPublish ||= written.length + removed.length > 0;
      const hasPlace = Object.keys(config.publish).length > 0 && options.isBuildingOnly !== true;
      if (hasPlace && isToPublish && done.built.receipt) {
        done.published = await publishFolder(config, ports, present({ to: config.watch.to }));
        isToPublish = false;
      }
    } catch (error) {
      findingsOf(error).forEach(warn);
    }
    agenda.done(due, now().getTime(), new Set(failures.keys()));
    for (const [url, finding] of failures) {
      const retryAt = new Date(agenda.nextOf(url) ?? now().getTime()).toISOString();
      if (due.has(url)) report({ type: 'source-failed', source: sourceAddress(url), finding, retryAt });
    }
    told = fresh;
    const all: WatchRound = { ...done, findings, engine: config.tts.engine, elapsedMs: performance.now() - startedMs };
    report({ type: 'round', ...all });
    return all;
  }

  return { round };
}

function findingsOf(error: unknown): readonly Finding[] {
  const failure = toLectorError(error);
  return [failure.toFinding(), ...(isLectorError(failure) ? failure.more : [])];
}

function sleepUntilAborted(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, durationMs);
    signal.addEventListener('abort', wake, { once: true });
    if (signal.aborted) wake();
  });
}
