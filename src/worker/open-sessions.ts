import { engineEnvironment } from '../config/engine-environment.js';
import type { Environment } from '../config.js';
import { isLectorError, LectorError } from '../errors.js';
import { present } from '../model/present.js';
import { openSpeechEngine, type SpeechEngines } from '../narration/engines/index.js';
import { limitEngine, type EngineTurns } from '../narration/engines/limit-engine.js';
import { openNarrationSession, type NarrationSession } from '../narration/narration-session.js';
import type { ClipLeases } from '../queue/clip-leases.js';
import type { SoundJob } from '../queue/sound-job.js';
import { openSharedLedger } from '../store/shared-ledger.js';
import type { Store } from '../store/store.js';
import type { ClipCache, SpendingLedger } from '../workspace.js';

/** The engines of a worker, each opened when a job first needs it. */
export type Sessions = {
  /** Nothing where this worker has no such engine, or one that sounds another way. */
  of(job: SoundJob): Promise<NarrationSession | undefined>;
  close(): Promise<void>;
};

type SessionOptions = {
  readonly store: Store;
  readonly clips: ClipCache;
  readonly leases: ClipLeases;
  readonly turnsOf: (account: string, requestsPerMinute: number | undefined) => EngineTurns;
  readonly environment: Environment;
  readonly engines?: SpeechEngines;
  readonly temporaryFolder: string;
  readonly signal: AbortSignal;
  /** Whether no sentence is to be begun any more; throws {@link HandedBack} then. */
  readonly isEnding: () => boolean;
};

/** What a worker throws at itself to leave a job to others. */
export class HandedBack extends LectorError {}

/** What says that an engine cannot be had here, and may be elsewhere. */
const LACKING: ReadonlySet<string> = new Set(['E_ENGINE_UNKNOWN', 'E_ENGINE_PLATFORM', 'E_API_KEY', 'E_CONFIG']);

export function openSessions(options: SessionOptions): Sessions {
  const opened = new Map<string, Promise<NarrationSession>>();

  const ledgers = new Map<string, SpendingLedger>();

  function ledgerOf({ budget: { ledger: name } }: SoundJob): SpendingLedger {
    const ledger = ledgers.get(name) ?? openSharedLedger(options.store, { name, now: () => new Date() });
    ledgers.set(name, ledger);
    return ledger;
  }

  async function open(job: SoundJob): Promise<NarrationSession> {
    const { engine, budget } = job;
    const { name, settings, timeoutMs, apiKey, concurrency, requestsPerMinute } = engine;
    const keys = engineEnvironment({ tts: present({ apiKey }), file: 'lector.yaml' }, options.environment);
    const limits = present({ concurrency });
    const speech = await openSpeechEngine(
      name,
      { environment: keys, settings, timeoutMs, ...limits },
      present({ own: options.engines }),
    );
    const session = openNarrationSession({
      engine: limitEngine(speech, options.turnsOf([name, apiKey ?? ''].join(' '), requestsPerMinute)),
      clips: options.clips,
      temporaryFolder: options.temporaryFolder,
      spending: ledgerOf(job),
      ...limits,
      ...present({ budgetUsd: budget.perRunUsd, budgetUsdPerMonth: budget.perMonthUsd }),
    });
    return { ...session, findOnce: (key, find) => session.findOnce(key, () => findShared(key, find)) };
  }

  async function findShared(key: string, find: Parameters<NarrationSession['findOnce']>[1]) {
    return options.leases.hold(key, () => (options.isEnding() ? findKept(key) : find()), options.signal);
  }

  async function findKept(key: string) {
    const clip = await options.clips.get(key);
    if (clip) return { clip, isCached: true };
    throw new HandedBack('E_INTERRUPTED', 'the worker is told to end.');
  }

  return {
    async of(job) {
      const { voiceVersions, version, ...engine } = job.engine;
      const id = JSON.stringify([engine, job.budget]);
      const opening = opened.get(id) ?? open(job);
      opened.set(id, opening);
      try {
        const session = await opening;
        const isSame =
          session.engine.version === version &&
          Object.entries(voiceVersions).every(([voice, own]) => (session.engine.voiceVersion?.(voice) ?? '') === own);
        return isSame ? session : undefined;
      } catch (error) {
        opened.delete(id);
        if (isLectorError(error) && LACKING.has(error.code)) return undefined;
        throw error;
      }
    },
    async close() {
      for (const opening of opened.values()) await opening.then((session) => session.close()).catch(() => undefined);
    },
  };
}
