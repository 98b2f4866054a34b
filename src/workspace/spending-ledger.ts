import { createHash } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { LectorError, warning } from '../errors.js';
import type { Warn } from '../model/finding.js';
import { writeDurably } from './write-durably.js';

/** Ceilings in US dollars; without a figure there is no ceiling. */
export type SpendingLimits = {
  readonly perRunUsd?: number;
  /** Over the last 30 days. */
  readonly perMonthUsd?: number;
};

/** Money set aside for one request. Until it is settled it counts as spent, also after a crash. */
export type Reservation = {
  /** Says what the request really cost: nothing when the other side surely did not bill it. */
  settle(usd: number): Promise<void>;
};

/** Remembers what was paid, across runs. Nothing is sent before its price is written here. */
export type SpendingLedger = {
  /**
   * @throws {@link LectorError} `E_BUDGET` when a ceiling would be passed.
   */
  reserve(usd: number, limits: SpendingLimits): Promise<Reservation>;
  spent(): Promise<{ readonly runUsd: number; readonly monthUsd: number }>;
  /** Ends the run. A run that was killed has no end: the next one goes on counting where it stopped. */
  close(): Promise<void>;
};

type Book = {
  /** Millionths of a dollar by day, `2026-11-23`. */
  readonly days: Readonly<Record<string, number>>;
  /** Millionths of a dollar of the run that has not ended. */
  readonly run: number;
};

const MICRO = 1_000_000;
const MONTH_DAYS = 30;
const DAY_MS = 86_400_000;
const EMPTY: Book = { days: {}, run: 0 };

/** Opens the ledger; without a file it is kept in memory. */
export function openSpendingLedger(options: {
  readonly file?: string;
  readonly now: () => Date;
  readonly warn: Warn;
}): SpendingLedger {
  const { file, now } = options;
  let loaded: Promise<Book> | undefined;
  let isTouched = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One change at a time, each written before the next is looked at. */
  function update<T>(change: (book: Book) => { readonly book: Book; readonly result: T }): Promise<T> {
    const step = last.then(async () => {
      const before = await (loaded ??= readBook(options));
      const { book, result } = change(before);
      if (book !== before && file !== undefined) await writeDurably(file, serialise(book));
      loaded = Promise.resolve(book);
      return result;
    });
    last = step.catch(() => undefined);
    return step;
  }

  function add(book: Book, micros: number, day: string): Book {
    const oldest = dayOf(now().getTime() - 2 * MONTH_DAYS * DAY_MS);
    const days = Object.fromEntries(Object.entries(book.days).filter(([name]) => name >= oldest));
    return { days: { ...days, [day]: (days[day] ?? 0) + micros }, run: book.run + micros };
  }

  return {
    async reserve(usd, limits) {
      const micros = toMicros(usd);
      const day = dayOf(now().getTime());
      isTouched = true;
      return update((book) => {
        requireRoom({ book, micros, limits, now: now() });
        let isOpen = true;
        const result: Reservation = {
          async settle(actualUsd) {
            if (!isOpen) return;
            isOpen = false;
            const difference = toMicros(actualUsd) - micros;
            if (difference !== 0)
              await update((current) => ({ book: add(current, difference, day), result: undefined }));
          },
        };
        return { book: micros === 0 ? book : add(book, micros, day), result };
      });
    },
    spent: () =>
      update((book) => ({ book, result: { runUsd: book.run / MICRO, monthUsd: monthOf(book, now()) / MICRO } })),
    async close() {
      if (isTouched) await update((book) => ({ book: book.run === 0 ? book : { ...book, run: 0 }, result: undefined }));
    },
  };
}

function requireRoom(input: { book: Book; micros: number; limits: SpendingLimits; now: Date }): void {
  const { book, micros, limits } = input;
  const ceilings = [
    { name: 'this run', spent: book.run, limitUsd: limits.perRunUsd, key: 'budget.maxUsd' },
    {
      name: 'the last 30 days',
      spent: monthOf(book, input.now),
      limitUsd: limits.perMonthUsd,
      key: 'budget.maxUsdPerMonth',
    },
  ];
  for (const { name, spent, limitUsd, key } of ceilings) {
    if (limitUsd === undefined || spent + micros <= toMicros(limitUsd)) continue;
    const message = `the budget of ${name} is ${formatUsd(toMicros(limitUsd))}; ${formatUsd(spent)} is spent, the next request needs ${formatUsd(micros)}.`;
    throw new LectorError('E_BUDGET', message, {
      hint: `raise ${key} and run the same command again; what is already narrated is kept and not paid twice.`,
    });
  }
}

async function readBook(options: { readonly file?: string; readonly warn: Warn }): Promise<Book> {
  const { file, warn } = options;
  if (file === undefined) return EMPTY;
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return EMPTY;
  try {
    const { sha256, ...book } = JSON.parse(text) as Book & { sha256: string };
    if (sha256 === hashOf(book)) return book;
  } catch {
    // Reported below like a wrong checksum.
  }
  const copy = `${file}.corrupt-${new Date().toISOString().replaceAll(/[:.]/gu, '-')}`;
  await rename(file, copy);
  const message = `${file} is damaged; what was spent in the last 30 days is no longer known and counts as nothing.`;
  warn(warning('W_STATE_REBUILT', message, { hint: `the damaged file is kept as ${path.basename(copy)}.` }));
  return EMPTY;
}

function monthOf(book: Book, now: Date): number {
  const first = dayOf(now.getTime() - (MONTH_DAYS - 1) * DAY_MS);
  return Object.entries(book.days).reduce((sum, [day, micros]) => (day >= first ? sum + micros : sum), 0);
}

function serialise(book: Book): string {
  return `${JSON.stringify({ ...book, sha256: hashOf(book) })}\n`;
}

function hashOf(book: Book): string {
  return createHash('sha256')
    .update(JSON.stringify({ days: book.days, run: book.run }))
    .digest('hex');
}

function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

/** A price that is not a number is no price at all, and never "free". */
function toMicros(usd: number): number {
  if (!Number.isFinite(usd) || usd < 0) throw new LectorError('E_BUDGET', `${usd} is not an amount of money.`);
  return Math.ceil(usd * MICRO - 1e-6);
}

function formatUsd(micros: number): string {
  return `${(micros / MICRO).toFixed(micros < 10_000 && micros > 0 ? 6 : 2)} USD`;
}
