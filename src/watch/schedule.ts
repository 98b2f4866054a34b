import { Cron } from 'croner';
import { EXIT, LectorError } from '../errors.js';
import { quoteValue } from '../model/text.js';

/** When something is done again; moments are milliseconds since 1970. */
export type Schedule = { next(afterMs: number): number };

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000 } as const;
/** Nobody's server is asked more often. */
const MIN_EVERY_MS = 5000;
const MAX_EVERY_MS = 7 * 24 * 3_600_000;

/**
 * Reads `5m`, or a cron pattern (five fields, six with seconds) in a time zone.
 *
 * @throws {@link LectorError} `E_CONFIG` when there is no such moment, or they are too near or too far.
 */
export function openSchedule(text: string, { timeZone }: { readonly timeZone: string }): Schedule {
  const [, count = '', unit = ''] = /^(\d+) ?([smh])$/iu.exec(text) ?? [];
  if (count !== '') {
    const everyMs = Number(count) * UNIT_MS[unit.toLowerCase() as keyof typeof UNIT_MS];
    if (everyMs < MIN_EVERY_MS || everyMs > MAX_EVERY_MS) throw misspelt(text, 'is not between 5s and 168h');
    return { next: (afterMs) => afterMs + everyMs };
  }
  const cron = openCron(text, timeZone);
  if (!cron.nextRun()) throw misspelt(text, 'never comes');
  // A pattern that names one year alone ends some day; the show goes on.
  return { next: (afterMs) => cron.nextRun(new Date(afterMs))?.getTime() ?? afterMs + MAX_EVERY_MS };
}

function openCron(text: string, timezone: string): Cron {
  try {
    return new Cron(text, { timezone });
  } catch (cause) {
    throw misspelt(text, 'is no cron pattern', cause);
  }
}

function misspelt(text: string, why: string, cause?: unknown): LectorError {
  return new LectorError('E_CONFIG', `the time ${quoteValue(text)} ${why}.`, {
    hint: 'write every: 5m, or every: "0 * * * *" for each full hour.',
    exitCode: EXIT.config,
    cause,
  });
}
