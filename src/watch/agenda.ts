import type { Config } from '../config.js';
import { openSchedule, type Schedule } from './schedule.js';

/** What is looked at again and again: the files of the project, and each source of the configuration by its address. */
export const FILES = '';

/** Which sources are due when. Moments are milliseconds since 1970. */
export type Agenda = {
  /**
   * Takes the times of a configuration; what it knows of a source whose times are the same stays.
   *
   * @throws {@link LectorError} `E_CONFIG` for a time there is not.
   */
  follow(config: Pick<Config, 'sources' | 'watch' | 'timeZone'>, nowMs: number): void;
  /** What is to be looked at now. */
  due(nowMs: number): ReadonlySet<string>;
  /** Puts what was looked at down for its next time; who failed again and again waits longer. */
  done(sources: ReadonlySet<string>, nowMs: number, failed: ReadonlySet<string>): void;
  /** When the next of them is due. */
  nextMs(): number;
  nextOf(source: string): number | undefined;
};

type Entry = { readonly schedule: Schedule; readonly times: string; nextMs: number; failures: number };

/** A source that fails is asked again after this at the latest, or at its next time where that is later. */
const MAX_BACKOFF_MS = 3_600_000;
const MOST_SKIPPED = 4096;

export function openAgenda(): Agenda {
  let entries: ReadonlyMap<string, Entry> = new Map();
  return {
    follow({ sources, watch, timeZone: zone }, nowMs) {
      const timeZone = watch.timeZone ?? zone;
      const wanted = [{ url: FILES, every: watch.every }, ...sources];
      entries = new Map(
        wanted.map(({ url, every = watch.every }) => {
          const times = `${every} ${timeZone}`;
          const known = entries.get(url);
          const entry = { schedule: openSchedule(every, { timeZone }), times, nextMs: nowMs, failures: 0 };
          return [url, known?.times === times ? known : entry];
        }),
      );
    },
    due(nowMs) {
      // A clock that was set back must not make everything wait for the time it had before.
      for (const entry of entries.values()) {
        entry.nextMs = Math.min(entry.nextMs, Math.max(entry.schedule.next(nowMs), nowMs + MAX_BACKOFF_MS));
      }
      return new Set([...entries].flatMap(([source, { nextMs }]) => (nextMs <= nowMs ? [source] : [])));
    },
    done(looked, nowMs, failed) {
      for (const source of looked) {
        const entry = entries.get(source);
        if (!entry) continue;
        entry.failures = failed.has(source) ? entry.failures + 1 : 0;
        entry.nextMs = nextAfter(entry, nowMs);
      }
    },
    nextMs: () => Math.min(...[...entries.values()].map(({ nextMs }) => nextMs)),
    nextOf: (source) => entries.get(source)?.nextMs,
  };
}

/** After the nth failure in a row 2ⁿ − 1 times are left out, as far as that is no more than an hour. */
function nextAfter({ schedule, failures }: Entry, atMs: number): number {
  let nextMs = schedule.next(atMs);
  const steps = Math.min(MOST_SKIPPED, 2 ** failures);
  for (let step = 1; step < steps; step += 1) {
    const laterMs = schedule.next(nextMs);
    if (laterMs > atMs + MAX_BACKOFF_MS) break;
    nextMs = laterMs;
  }
  return nextMs;
}
