import { createHash } from 'node:crypto';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { LectorError, warning } from '../errors.js';
import type { Warn } from '../model/finding.js';
import { present } from '../model/present.js';
import { writeDurably } from './write-durably.js';
import { readIfThere } from '../open-file.js';

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

/** A ledger that can be brought into line with another. */
export type OpenLedger = SpendingLedger & {
  book(): Promise<Book>;
  /** Books what was paid elsewhere, in millionths of a dollar by day; it is none of this run, and no ceiling is looked at. */
  add(days: Book['days']): Promise<void>;
};

/** What was paid. */
export type Book = {
  /** Millionths of a dollar by day, `2026-11-23`. */
  readonly days: Readonly<Record<string, number>>;
  /** Millionths of a dollar of the run that has not ended. */
  readonly run: number;
  /** The day, `2026-11-23`, on which what was spent before was lost. */
  readonly lostOn?: string;
};

const MICRO = 1_000_000;
const MONTH_DAYS = 30;
const DAY_MS = 86_400_000;
/** Nothing was ever paid. */
export const EMPTY: Book = { days: {}, run: 0 };

/** Does one change of a book after the other, and resolves once it is kept; what a change throws changes nothing. */
export type UpdateBook = <T>(change: (book: Book) => { readonly book: Book; readonly result: T }) => Promise<T>;

/** Opens the ledger; without a file it is kept in memory. */
export function openSpendingLedger(options: {
  readonly file?: string;
  readonly now: () => Date;
  readonly warn: Warn;
}): OpenLedger {
  const { file, now } = options;
  let loaded: Promise<Book> | undefined;
  let isTouched = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One change at a time, each written before the next is looked at. */
  const update: UpdateBook = (change) => {
    const step = last.then(async () => {
      const before = await (loaded ??= readBook(options));
      const { book, result } = change(before);
      isTouched ||= book !== before;
      if (book !== before && file !== undefined) await writeDurably(file, serialise(book));
      loaded = Promise.resolve(book);
      return result;
    });
    last = step.catch(() => undefined);
    return step;
  };

  const ledger = keepLedger(update, { now, ...present({ place: file }) });
  return {
    ...ledger,
    async close() {
      if (!isTouched) return;
      await ledger.close();
      const book = await ledger.book();
      if (file !== undefined && book !== EMPTY) await writeDurably(copyOf(file), serialise(book));
    },
  };
}

/** A ledger over a book, wherever that is kept. */
export function keepLedger(
  update: UpdateBook,
  { now, place }: { readonly now: () => Date; readonly place?: string },
): OpenLedger {
  function addDay(book: Book, micros: number, day: string): Book {
    const oldest = dayOf(now().getTime() - 2 * MONTH_DAYS * DAY_MS);
    const days = Object.fromEntries(Object.entries(book.days).filter(([name]) => name >= oldest));
    return { ...book, days: { ...days, [day]: (days[day] ?? 0) + micros } };
  }

  function add(book: Book, micros: number, day: string): Book {
    return { ...addDay(book, micros, day), run: book.run + micros };
  }

  return {
    async reserve(usd, limits) {
      const micros = toMicros(usd);
      const day = dayOf(now().getTime());
      return update((book) => {
        requireRoom({ book, micros, limits, now: now(), ...present({ file: place }) });
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
    book: () => update((book) => ({ book, result: book })),
    add: (days) =>
      update((book) => {
        const booked = Object.entries(days).reduce((sum, [day, micros]) => addDay(sum, micros, day), book);
        return { book: booked, result: undefined };
      }),
    close: () => update((book) => ({ book: book.run === 0 ? book : { ...book, run: 0 }, result: undefined })),
  };
}

function requireRoom(input: { book: Book; micros: number; limits: SpendingLimits; now: Date; file?: string }): void {
  const { book, micros, limits, now } = input;
  const isLost = book.lostOn !== undefined && book.lostOn >= firstDayOf(now);
  if (isLost && limits.perMonthUsd !== undefined && micros > 0) {
    const message = `what was spent in the last 30 days was lost on ${book.lostOn ?? ''}, so budget.maxUsdPerMonth cannot be kept.`;
    throw new LectorError('E_BUDGET', message, {
      hint: `look at the bill of your service; to start again from nothing, delete ${input.file ?? 'the file'}.`,
    });
  }
  const ceilings = [
    { name: 'this run', spent: book.run, limitUsd: limits.perRunUsd, key: 'budget.maxUsd' },
    {
      name: 'the last 30 days',
      spent: monthOf(book, now),
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

/** The copy of the end of the last run, which lies beside the ledger. */
function copyOf(file: string): string {
  return file.replace(/(?:\.json)?$/u, '.last.json');
}

/**
 * The ledger as it lies there. A damaged one is put aside, and in its place stands the copy made when the last run ended,
 * or the most that both say. Where nothing of it can be read the month counts as lost, and not as nothing.
 */
async function readBook(options: {
  readonly file?: string;
  readonly now: () => Date;
  readonly warn: Warn;
}): Promise<Book> {
  const { file, now, warn } = options;
  if (file === undefined) return EMPTY;
  const text = await readLedger(file);
  if (text === undefined) return EMPTY;
  const reading = parseBook(text);
  if (reading.isWhole) return reading.book;
  const copy = parseBook((await readLedger(copyOf(file))) ?? '');
  const known = [reading, copy].flatMap(({ book }) => book ?? []);
  const kept = `${file}.corrupt-${now().toISOString().replaceAll(/[:.]/gu, '-')}`;
  await rename(file, kept);
  const book = known.length === 0 ? { ...EMPTY, lostOn: dayOf(now().getTime()) } : mostOf(known);
  await writeDurably(file, serialise(book));
  const what =
    known.length === 0
      ? 'what was spent in the last 30 days is no longer known, and a monthly ceiling stops every request'
      : 'what can still be read of it, and of the copy of the last run, counts as spent';
  const hint = `the damaged file is kept as ${path.basename(kept)}.`;
  warn(warning('W_STATE_REBUILT', `${file} is damaged; ${what}.`, { hint }));
  return book;
}

/** What cannot be read is as good as damaged. */
async function readLedger(file: string): Promise<string | undefined> {
  const bytes = await readIfThere(file).catch(() => Buffer.alloc(0));
  return bytes?.toString('utf8');
}

type BookReading = { readonly isWhole: true; readonly book: Book } | { readonly isWhole: false; readonly book?: Book };

function parseBook(text: string): BookReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { isWhole: false };
  }
  if (typeof value !== 'object' || value === null) return { isWhole: false };
  const { days, run, lostOn, sha256 } = value as Record<string, unknown>;
  if (typeof days !== 'object' || days === null || !isAmount(run)) return { isWhole: false };
  const amounts = Object.entries(days).filter((entry): entry is [string, number] => isAmount(entry[1]));
  const book: Book = {
    days: Object.fromEntries(amounts),
    run,
    ...(typeof lostOn === 'string' && { lostOn }),
  };
  return { isWhole: sha256 === hashOf(book), book };
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** Of every day and of the run the highest figure any of these books has. */
function mostOf(books: readonly Book[]): Book {
  const days: Record<string, number> = {};
  for (const [day, micros] of books.flatMap((book) => Object.entries(book.days))) {
    days[day] = Math.max(days[day] ?? 0, micros);
  }
  const lostOn = books
    .flatMap((book) => book.lostOn ?? [])
    .sort()
    .at(-1);
  return { days, run: Math.max(...books.map(({ run }) => run)), ...(lostOn !== undefined && { lostOn }) };
}

function firstDayOf(now: Date): string {
  return dayOf(now.getTime() - (MONTH_DAYS - 1) * DAY_MS);
}

function monthOf(book: Book, now: Date): number {
  const first = firstDayOf(now);
  return Object.entries(book.days).reduce((sum, [day, micros]) => (day >= first ? sum + micros : sum), 0);
}

function serialise(book: Book): string {
  return `${JSON.stringify({ ...book, sha256: hashOf(book) })}\n`;
}

function hashOf(book: Book): string {
  return createHash('sha256')
    .update(JSON.stringify({ days: book.days, run: book.run, ...present({ lostOn: book.lostOn }) }))
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
