import path from 'node:path';
import type { Config } from '../../config.js';
import type { NarrationSession } from '../../narration/narration-session.js';
import { openClipCache, openSpendingLedger, type SpendingLedger } from '../../workspace.js';
import { sessionOf, type ShowPorts } from '../read-show.js';
import { devPlaces } from './dev-places.js';

/** The engine, opened once for all rounds as long as the configuration of it stays the same. */
export function openVoice(ports: ShowPorts) {
  let key = '';
  let opened: ReturnType<typeof sessionOf> | undefined;
  let before: Promise<unknown> = Promise.resolve();
  let ledger: SpendingLedger | undefined;
  const openLedger = ({ soundDir }: Config): SpendingLedger =>
    (ledger = openSpendingLedger({ file: path.join(soundDir, 'spending.json'), now: ports.now, warn: ports.warn }));
  const current = (): SpendingLedger => ledger ?? openSpendingLedger({ now: ports.now, warn: ports.warn });
  const spending: SpendingLedger = {
    reserve: (usd, limits) => current().reserve(usd, limits),
    spent: () => current().spent(),
    close: () => current().close(),
  };
  return {
    /** What others have spent meanwhile counts too. */
    renew: openLedger,
    of(config: Config): () => Promise<NarrationSession> {
      const { tts, budget, concurrency, http, soundDir, pace } = config;
      const wanted = JSON.stringify([tts, budget, concurrency, http.timeoutMs, soundDir, pace]);
      if (wanted !== key || !opened) {
        before = opened?.close() ?? before;
        openLedger(config);
        // What a build takes away at its end is not what sentences are spoken into.
        const place = { ...config, stateDir: path.join(devPlaces(config).built.stateDir, 'voice') };
        opened = sessionOf(place, ports, { clips: openClipCache(path.join(soundDir, 'clips'), ports.warn), spending });
        key = wanted;
      }
      return opened.session;
    },
    close: async () => {
      await before;
      await opened?.close();
    },
  };
}
