import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import PQueue from 'p-queue';
import { isLectorError, LectorError } from '../errors.js';
import type { Finding, Warn } from '../model/finding.js';
import type { Clip, WordTiming } from '../model/narration.js';
import { present } from '../model/present.js';
import { openSpendingLedger, toWriteError, type ClipCache, type SpendingLedger } from '../workspace.js';
import { openAttempts, type Patience } from './attempts.js';
import { costOf, countCharacters, payFor, type Budget, type Expense } from './billing.js';
import { attemptOf, failAttempt, type SpeechEngine, type SpeechRequest, type Voice } from './speech-engine.js';
import { readBytes } from '../open-file.js';
import type { SpeedStore } from './pace/measure-pace.js';

/**
 * What one run of narrating shares, however many episodes it narrates side by side: the engine and its voices, the clips
 * and which of them are being made, turns, patience and money. Nothing of it lives outside this object.
 */
export type NarrationSession = {
  readonly engine: SpeechEngine;
  readonly clips: ClipCache;
  /** How fast voices speak, as it was measured. */
  readonly speeds: SpeedStore;
  /** Texts that are spoken at once, by all narrations together. */
  readonly concurrency: number;
  readonly temporaryFolder: string;
  /** Voices of the engine, asked for once; none where that would go over the network. */
  voices(): Promise<readonly Voice[]>;
  /**
   * Waits for a turn and has the engine speak: within the budget, again where that can help.
   *
   * @param expense Grows by what every attempt was billed.
   * @throws {@link LectorError} what the engine threw, `E_ENGINE`, `E_BUDGET`, `E_DISK`.
   */
  speak(request: Omit<SpeechRequest, 'path'>, expense: Expense): Promise<Spoken>;
  /** Finds or makes a clip, unless another narration is at the same one: then its clip is waited for. */
  findOnce(key: string, find: () => Promise<FoundClip>): Promise<FoundClip>;
  /** Passes on what was not said before: an engine does the same with every clip. */
  warnOnce(finding: Finding, warn: Warn): void;
  /** Closes the engine. */
  close(): Promise<void>;
};

/** What the engine gave for one text. */
export type Spoken = {
  readonly words: readonly WordTiming[];
  readonly warnings: readonly string[];
  /** The bytes of the WAV file, as the engine made it. */
  readonly wav: Buffer;
};

export type FoundClip = {
  readonly clip: Clip;
  /** Whether nothing had to be made for it. */
  readonly isCached: boolean;
};

export type NarrationSessionOptions = {
  readonly engine: SpeechEngine;
  readonly clips: ClipCache;
  /** Where measured speeds are remembered across runs; without it, for this session alone. */
  readonly speeds?: SpeedStore;
  /** Made when something is spoken. */
  readonly temporaryFolder: string;
  /** As many as the engine says are worth having, unless set. */
  readonly concurrency?: number;
  /** Where spending is remembered across runs; without it, for this session alone. */
  readonly spending?: SpendingLedger;
  /** Ceiling of what this run may cost. */
  readonly budgetUsd?: number;
  /** Ceiling of what the last 30 days may have cost. */
  readonly budgetUsdPerMonth?: number;
  readonly patience?: Partial<Patience>;
};

/** What a promise gives, or the signal's reason as soon as it aborts: an engine that does not listen holds nobody up. */
async function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise: aborted, reject } = withReject();
  const stop = (): void => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
    promise.catch(() => undefined);
  }
}

function withReject(): { readonly promise: Promise<never>; readonly reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<never>((_, refuse) => (reject = refuse));
  return { promise, reject };
}

/** Opens a session for an engine; closing it closes the engine. */
export function openNarrationSession(options: NarrationSessionOptions): NarrationSession {
  const { engine, clips, temporaryFolder, budgetUsd, budgetUsdPerMonth } = options;
  const concurrency = options.concurrency ?? engine.capabilities.concurrency;
  const budget: Budget = {
    spending: options.spending ?? openSpendingLedger({ now: () => new Date(), warn: () => undefined }),
    ...present({ perRunUsd: budgetUsd, perMonthUsd: budgetUsdPerMonth }),
  };
  const turns = new PQueue({ concurrency });
  const attempts = openAttempts(engine.name, options.patience);
  const underWay = new Map<string, Promise<FoundClip>>();
  const said = new Set<string>();
  let voices: Promise<readonly Voice[]> | undefined;
  let prepared: Promise<unknown> | undefined;

  async function attempt(request: Omit<SpeechRequest, 'path'>): Promise<Spoken> {
    const file = path.join(temporaryFolder, `${randomUUID()}.wav`);
    let isWritten = true;
    try {
      const { words, warnings, wav } = await untilAborted(engine.speak({ ...request, path: file }), request.signal);
      isWritten = wav === undefined;
      return { words, warnings, wav: wav ? viewOf(wav) : await readSpoken(file) };
    } catch (error) {
      request.signal.throwIfAborted();
      throw await toEngineError(error, { engine, file });
    } finally {
      if (isWritten) await rm(file, { force: true });
    }
  }

  return {
    engine,
    clips,
    speeds: options.speeds ?? rememberSpeeds(),
    concurrency,
    temporaryFolder,
    voices: () => (voices ??= engine.capabilities.listsVoicesOnline === true ? Promise.resolve([]) : engine.voices()),
    speak(request, expense) {
      const { text, rate, signal } = request;
      const characters = countCharacters(text, { engine, rate });
      const bill = { characters, usd: costOf(characters, engine), budget, expense, signal };
      return turns.add(async () => {
        await (prepared ??= mkdir(temporaryFolder, { recursive: true }));
        return attempts.run(signal, () => payFor(() => attempt(request), bill));
      });
    },
    async findOnce(key, find) {
      const other = underWay.get(key);
      if (other) return { clip: (await other).clip, isCached: true };
      const finding = find();
      underWay.set(key, finding);
      try {
        return await finding;
      } finally {
        underWay.delete(key);
      }
    },
    warnOnce(finding, warn) {
      if (said.has(finding.message)) return;
      said.add(finding.message);
      warn(finding);
    },
    close: () => engine.close(),
  };
}

function rememberSpeeds(): SpeedStore {
  const values = new Map<string, unknown>();
  return {
    get: (key) => Promise.resolve(values.get(key)),
    put: (key, value) => Promise.resolve(void values.set(key, value)),
  };
}

/** A caller's own engine may throw anything; what it says of the attempt stays with it. */
async function toEngineError(error: unknown, { engine, file }: { engine: SpeechEngine; file: string }): Promise<Error> {
  if (isLectorError(error)) return error;
  const written = await toWriteError({ error, path: file });
  if (isLectorError(written)) return written;
  const why = error instanceof Error ? error.message : String(error);
  return failAttempt(
    new LectorError('E_ENGINE', `${engine.name}: ${why.replace(/\.$/u, '')}.`, { cause: error }),
    attemptOf(error),
  );
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

async function readSpoken(file: string): Promise<Buffer> {
  try {
    return await readBytes(file);
  } catch (error) {
    throw new LectorError('E_CLIP', 'the engine wrote no file.', { cause: error });
  }
}
