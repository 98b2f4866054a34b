import { setTimeout as sleep } from 'node:timers/promises';
import type * as BullMq from 'bullmq';
import type { Redis } from 'ioredis';
import { EXIT, isLectorError, LectorError } from '../errors.js';
import { canParseUrl } from '../model/text/can-parse-url.js';

/** A Redis or Valkey that answered, with the packages that speak to it. */
export type OpenRedis = {
  readonly client: Redis;
  readonly bullmq: typeof BullMq;
  /** Without its password, for messages. */
  readonly address: string;
  /** Resolves with the reason when it has been away for so long that waiting is given up. */
  readonly lost: Promise<LectorError>;
  close(): Promise<void>;
};

export type RedisOptions = {
  /** `redis://host:6379`, `rediss://` for TLS, or `${NAME}` of a variable that holds one. */
  readonly url: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How long to wait for it at first. */
  readonly connectMs?: number;
  /** How long it may be away later. */
  readonly awayMs?: number;
};

const CONNECT_MS = 3_000;
const AWAY_MS = 60_000;
const MAX_PAUSE_MS = 2_000;
/** Streams, and every command BullMQ uses. */
const OLDEST_REDIS = 5;

/**
 * Connects to Redis, and looks whether it can be a queue.
 *
 * @throws {@link LectorError} `E_FLAG` when the address is none, `E_QUEUE` when it does not answer or would forget jobs.
 */
export async function openRedis(options: RedisOptions): Promise<OpenRedis> {
  const { connectMs = CONNECT_MS, awayMs = AWAY_MS } = options;
  const url = readUrl(options);
  const address = maskUrl(url);
  const { bullmq, Redis } = await loadPackages();
  const client = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    connectTimeout: connectMs,
    retryStrategy: (times) => Math.min(MAX_PAUSE_MS, 100 * times),
  });
  let reason = 'it does not answer';
  client.on('error', (error: NodeJS.ErrnoException) => (reason = reasonOf(error)));
  const away = (): LectorError =>
    new LectorError('E_QUEUE', `the queue ${address} cannot be reached: ${reason}.`, {
      hint: 'start Redis or Valkey there, or build without --queue; run the same command again: what is made is kept.',
    });
  const timeout = new Promise<never>((_, reject) => setTimeout(() => reject(away()), connectMs).unref());
  try {
    await Promise.race([ready(client), timeout]);
    await Promise.race([requireFit(client, address), timeout]);
  } catch (error) {
    client.disconnect();
    throw isLectorError(error) ? error : away();
  }
  return {
    client,
    bullmq,
    address,
    lost: new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      client.on('close', () => (timer ??= setTimeout(() => resolve(away()), awayMs)));
      client.on('ready', () => {
        clearTimeout(timer);
        timer = undefined;
      });
      client.on('end', () => clearTimeout(timer));
    }),
    close: () => {
      client.disconnect();
      return Promise.resolve();
    },
  };
}

const AGAIN_MS = 250;

/**
 * Asks Redis, and again where the connection broke off; how long that is worth is for whoever watches {@link OpenRedis.lost}
 * to say.
 */
export async function askAgain<Result>(ask: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      if (isLectorError(error)) throw error;
      await sleep(AGAIN_MS, undefined, { signal });
    }
  }
}

/** It is asked again until it answers, for it may just be starting; a wrong password is no reason to try again. */
function ready(client: Redis): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('ready', resolve);
    client.on('error', (error: Error) => {
      if (isRefusal(error)) reject(error);
    });
    client.connect().catch(() => undefined);
  });
}

function isRefusal({ message }: Error): boolean {
  return /WRONGPASS|NOAUTH|invalid password/iu.test(message);
}

async function loadPackages() {
  try {
    const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, Redis };
  } catch (cause) {
    throw new LectorError('E_QUEUE', 'a queue needs the packages bullmq and ioredis, which are not installed.', {
      hint: 'run: npm install bullmq ioredis.',
      cause,
    });
  }
}

function readUrl({ url, environment }: Pick<RedisOptions, 'url' | 'environment'>): string {
  const name = /^\$\{(\w+)\}$/u.exec(url)?.[1];
  const text = name === undefined ? url : (environment[name]?.trim() ?? '');
  if (canParseUrl(text) && /^rediss?:$/u.test(new URL(text).protocol)) return text;
  const what = name === undefined ? `--queue ${maskUrl(text)}` : `the variable ${name}`;
  throw new LectorError('E_FLAG', `${what} is not the address of a queue.`, {
    hint: "write --queue redis://127.0.0.1:6379, or --queue '${REDIS_URL}' where it has a password.",
    exitCode: EXIT.usage,
  });
}

/** An address without user and password, and without what stands behind its path. */
function maskUrl(text: string): string {
  if (!canParseUrl(text)) return '…';
  const { protocol, host, pathname, username, password } = new URL(text);
  return `${protocol}//${username === '' && password === '' ? '' : '…@'}${host}${pathname}`;
}

function reasonOf(error: NodeJS.ErrnoException): string {
  const { code } = error;
  if (code === 'ECONNREFUSED') return 'it refuses connections';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its host has no address';
  if (isRefusal(error)) return 'it refuses the password';
  return code ?? 'the connection broke off';
}

/** A Redis that throws keys away when it is full would throw away jobs. */
async function requireFit(client: Redis, address: string): Promise<void> {
  const facts = new Map(
    (await client.info())
      .split('\r\n')
      .map((line) => line.split(':'))
      .map(([name = '', value = '']) => [name, value]),
  );
  const version = facts.get('redis_version') ?? '';
  if (Number.parseInt(version, 10) < OLDEST_REDIS) {
    throw new LectorError('E_QUEUE', `the queue ${address} is Redis ${version}.`, {
      hint: `use Redis ${OLDEST_REDIS} or later, or Valkey.`,
    });
  }
  const policy = facts.get('maxmemory_policy') ?? 'noeviction';
  if (policy === 'noeviction' || facts.get('maxmemory') === '0') return;
  throw new LectorError('E_QUEUE', `the queue ${address} has maxmemory-policy ${policy}: it would forget jobs.`, {
    hint: 'set maxmemory-policy noeviction.',
  });
}
