import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { EngineTurns } from '../narration/engines/limit-engine.js';
import { askAgain } from './open-redis.js';
import { PREFIX } from './sound-queue.js';

const MS_PER_MINUTE = 60_000;

/** Takes the next turn there is by the clock of Redis, and says how long it is until then. */
const TAKE = `
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local at = math.max(now, tonumber(redis.call('get', KEYS[1]) or '0'))
redis.call('set', KEYS[1], at + ARGV[1], 'px', math.ceil(at - now + ARGV[1] + 1000))
return math.ceil(at - now)`;

/** Puts the next turn off. */
const REST = `
local time = redis.call('time')
local at = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1]
if at > tonumber(redis.call('get', KEYS[1]) or '0') then redis.call('set', KEYS[1], at, 'px', ARGV[1] + 1000) end`;

/**
 * Turns that all workers of a queue take from one row, a steady pace apart.
 *
 * @param account What they ask with; one row for each, under its hash: nothing of a show stands in Redis in words.
 */
export function openEngineTurns(client: Redis, account: string, requestsPerMinute: number | undefined): EngineTurns {
  const key = `${PREFIX}:turns:${hash('sha256', account).slice(0, 16)}`;
  const apartMs = requestsPerMinute === undefined ? 0 : MS_PER_MINUTE / requestsPerMinute;
  return {
    async take(signal) {
      const waitMs = Number(await askAgain(() => client.eval(TAKE, 1, key, apartMs), signal));
      if (waitMs > 0) await sleep(waitMs, undefined, { signal });
    },
    async rest(durationMs) {
      // Where it is away, whoever was told waits alone.
      await client.eval(REST, 1, key, durationMs).catch(() => undefined);
    },
  };
}
