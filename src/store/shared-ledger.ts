import { randomUUID } from 'node:crypto';
import { LectorError } from '../errors.js';
import { EMPTY, keepLedger, type Book, type OpenLedger } from '../workspace.js';
import type { Store } from './store.js';

/** An entry of the log: the whole book after a step, so that the last one says all. */
type Entry = { readonly id: string; readonly book: Book };

type Step = { readonly change: (book: Book) => Book; readonly settle: (error?: unknown) => void };

/** Entries before the last one are kept for those who come from far behind. */
const KEPT_ENTRIES = 2_000;
/** After so long without a look the last entry is looked for anew: a process may have been stopped and gone on. */
const FRESH_MS = 10_000;
const DIGITS = 12;

/**
 * A ledger that several machines book in at the same time. It is a log whose next entry only one can write: whoever comes
 * second books again on top of the first. All that waits in one process goes into one entry, and what a request costs is
 * written before it is sent. A process that dies leaves nothing open but what it had sent, and that counts as paid.
 *
 * @param name Below `ledger/`; machines that share a budget name the same.
 */
export function openSharedLedger(
  store: Store,
  { name, now }: { readonly name: string; readonly now: () => Date },
): OpenLedger {
  const folder = `ledger/${name}/`;
  const fileOf = (nth: number): string => `${folder}${String(nth).padStart(DIGITS, '0')}.json`;
  const waiting: Step[] = [];
  let last = { nth: 0, book: EMPTY, seenMs: Number.NEGATIVE_INFINITY };
  let isWorking = false;

  async function read(nth: number): Promise<Entry | undefined> {
    const bytes = await store.get(fileOf(nth));
    return bytes && (JSON.parse(bytes.toString('utf8')) as Entry);
  }

  /** The last entry there is, from the list of all. */
  async function look(): Promise<void> {
    const newest = (await store.list(folder)).at(-1);
    const nth = newest === undefined ? 0 : Number(newest.slice(folder.length, -'.json'.length));
    const entry = nth === 0 ? undefined : await read(nth);
    if (nth > 0 && !entry)
      throw new LectorError('E_STORE', `${store.locate(fileOf(nth))} is gone.`, { hint: 'run again.' });
    last = { nth, book: entry?.book ?? EMPTY, seenMs: performance.now() };
  }

  /** Writes the next entry; false when somebody else did. */
  async function append(book: Book): Promise<boolean> {
    const nth = last.nth + 1;
    const id = randomUUID();
    const isFirst = await store.putIfAbsent(fileOf(nth), Buffer.from(JSON.stringify({ id, book } satisfies Entry)));
    if (isFirst && performance.now() - last.seenMs < FRESH_MS) {
      last = { nth, book, seenMs: last.seenMs };
      if (nth > KEPT_ENTRIES) store.remove(fileOf(nth - KEPT_ENTRIES)).catch(() => undefined);
      return true;
    }
    // Stopped while it was written, it may stand where an old entry was taken away: then it is none of the log.
    const seenMs = performance.now();
    const next = await read(nth);
    last = { nth, book: next?.book ?? book, seenMs };
    if (isFirst) {
      await look();
      return last.nth === nth;
    }
    return false;
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      if (performance.now() - last.seenMs > FRESH_MS) await look();
      const steps = waiting.slice();
      let { book } = last;
      const outcomes = steps.map(({ change, settle }) => {
        try {
          book = change(book);
          return () => settle();
        } catch (error) {
          return () => settle(error);
        }
      });
      if (book !== last.book && !(await append(book))) continue;
      last.seenMs = performance.now();
      waiting.splice(0, steps.length);
      for (const tell of outcomes) tell();
    }
  }

  async function start(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    try {
      await work();
    } catch (error) {
      for (const { settle } of waiting.splice(0)) settle(error);
    }
    // In the same turn in which nothing was found to wait any more.
    isWorking = false;
  }

  return keepLedger(
    <T>(change: (book: Book) => { readonly book: Book; readonly result: T }) =>
      new Promise<T>((resolve, reject) => {
        let result: T | undefined;
        waiting.push({
          change: (book) => {
            const changed = change(book);
            result = changed.result;
            return changed.book;
          },
          settle: (error) => (error === undefined ? resolve(result as T) : reject(error as Error)),
        });
        void start();
      }),
    { now, place: store.locate(folder) },
  );
}
