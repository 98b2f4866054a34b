import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { askAgain } from './open-redis.js';
import { PREFIX } from './sound-queue.js';

/** Who makes which clip, of all workers: a clip that is under way anywhere is waited for, and not paid for again. */
export type ClipLeases = {
  /** Does the work once nobody else is at it; the lease is renewed meanwhile and given back at the end. */
  hold<Result>(key: string, work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
};

/** A worker that is silent for so long has lost its leases. */
export const LEASE_MS = 30_000;
const FIRST_LOOK_MS = 50;
const LAST_LOOK_MS = 1_000;

/** Deletes or prolongs a lease where it is still one's own. */
const GIVE_BACK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";
const PROLONG =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0";

export function openClipLeases(client: Redis, leaseMs = LEASE_MS): ClipLeases {
  return {
    async hold(key, work, signal) {
      const name = `${PREFIX}:clip:${key}`;
      const token = randomUUID();
      for (let lookMs = FIRST_LOOK_MS; ; lookMs = Math.min(LAST_LOOK_MS, lookMs * 2)) {
        if ((await askAgain(() => client.set(name, token, 'PX', leaseMs, 'NX'), signal)) === 'OK') break;
        await sleep(lookMs, undefined, { signal });
      }
      const renewal = setInterval(() => {
        client.eval(PROLONG, 1, name, token, leaseMs).catch(() => undefined);
      }, leaseMs / 3);
      try {
        return await work();
      } finally {
        clearInterval(renewal);
        // Where Redis is away the lease ends by itself; what was made is kept whatever becomes of it.
        client.eval(GIVE_BACK, 1, name, token).catch(() => undefined);
      }
    },
  };
}
