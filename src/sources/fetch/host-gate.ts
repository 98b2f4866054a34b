import PQueue from 'p-queue';

/** Lets at most two requests at once to one host, and starts them a little apart. */
export type HostGate = { run<Result>(host: string, work: () => Promise<Result>): Promise<Result> };

export function openHostGate(options: { readonly perHost?: number; readonly delayMs?: number } = {}): HostGate {
  const { perHost = 2, delayMs = 250 } = options;
  const queues = new Map<string, PQueue>();
  return {
    run: async (host, work) => {
      const pace = delayMs > 0 ? { interval: delayMs, intervalCap: 1 } : {};
      const queue = queues.get(host) ?? new PQueue({ concurrency: perHost, ...pace });
      queues.set(host, queue);
      return queue.add(work);
    },
  };
}
