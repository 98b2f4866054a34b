import type { Config } from '../config.js';
import { ERROR_CODES, EXIT } from '../model/codes.js';
import type { WatchEvent } from '../watch/run-watch.js';
import type { WorkerEvent } from '../worker/run-worker.js';
import { openMetrics } from './metrics.js';
import { folderLacks, readShowState } from './read-show-state.js';
import { serveOperations, type OperationsServer } from './serve-operations.js';

/** What an operator's tools see of a watch or a worker: it hears what happens, and serves it. */
export type Operations = {
  readonly url: string;
  watch(event: WatchEvent): void;
  worker(event: WorkerEvent): void;
  close(): Promise<void>;
};

export type OperationsSettings = {
  /** As `--metrics` names it. */
  readonly address: string;
  /** Of the show, where there is one. */
  readonly config?: Config;
  /** Where work is done. */
  readonly folder: string;
  readonly now: () => Date;
};

/** What else than a text can be the reason that a round failed. */
const BLOCKING: ReadonlySet<number> = new Set([EXIT.engine, EXIT.budget, EXIT.environment, EXIT.config]);

/** @throws {@link LectorError} `E_FLAG`, `E_PORT`. */
export async function openOperations({ address, config, folder, now }: OperationsSettings): Promise<Operations> {
  let blocking: readonly string[] = ['it has just begun'];
  const metrics = openMetrics({ now, read: async () => (config ? readShowState(config, now) : {}) });
  const server: OperationsServer = await serveOperations({
    address,
    metrics,
    lacks: async () => [...blocking, ...(await folderLacks(folder))],
  });
  return {
    url: server.url,
    watch(event) {
      metrics.watch(event);
      if (event.type === 'round') blocking = reasonsOf(event.findings.map(({ code }) => code));
      if (event.type === 'ended') blocking = ['it ends'];
    },
    worker(event) {
      metrics.worker(event);
      if (event.type === 'ready') blocking = [];
    },
    close: () => server.close(),
  };
}

function reasonsOf(codes: readonly string[]): readonly string[] {
  const exits: Readonly<Record<string, { readonly exitCode: number }>> = ERROR_CODES;
  return [...new Set(codes)].filter((code) => BLOCKING.has(exits[code]?.exitCode ?? EXIT.done));
}
