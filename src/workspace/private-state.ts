import { createHmac, randomBytes } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { EXIT, LectorError } from '../errors.js';
import type { EpisodeRecord, UnpublishedRecord } from '../model/publication/manifest.js';
import { readIfThere } from '../open-file.js';
import { writeDurably } from './write-durably.js';

/** Who listens under an address of their own. */
export type Subscriber = {
  readonly name: string;
  /** The part of the address nobody can guess. */
  readonly token: string;
  /** ISO 8601. */
  readonly addedAt: string;
};

/** What of a show must not stand where it is published. */
export type PrivateState = {
  /** What addresses of private episodes are made with. */
  readonly secret: string;
  readonly subscribers: readonly Subscriber[];
  readonly episodes: readonly EpisodeRecord[];
  readonly unpublished: readonly UnpublishedRecord[];
  /** Published files that stand on no public list. */
  readonly files: readonly string[];
  /** Those of them that were brought to each place of `publish:`. */
  readonly brought: Readonly<Record<string, readonly string[]>>;
};

/** Beside `lector.yaml`: it cannot be made again from anything, as everything in the state folder can. */
export const PRIVATE_STATE_FILE = 'subscribers.json';

const VERSION = 1;
/** 128 bits, as a token must have that is not to be guessed (RFC 6750 §5.2 and the like). */
const TOKEN_BYTES = 16;
const OWNER_ONLY = 0o600;

const STATE = z.object({
  version: z.literal(VERSION),
  secret: z.string().min(32),
  subscribers: z.array(z.object({ name: z.string(), token: z.string().min(20), addedAt: z.string() })),
  episodes: z.array(z.custom<EpisodeRecord>((value) => typeof value === 'object' && value !== null)).default([]),
  unpublished: z.array(z.custom<UnpublishedRecord>((value) => typeof value === 'object' && value !== null)).default([]),
  files: z.array(z.string()).default([]),
  brought: z.record(z.string(), z.array(z.string())).default({}),
});

/** What a show begins with. */
export function newPrivateState(): PrivateState {
  return {
    secret: randomBytes(2 * TOKEN_BYTES).toString('hex'),
    subscribers: [],
    episodes: [],
    unpublished: [],
    files: [],
    brought: {},
  };
}

/** A token nobody can guess, of letters and digits every address may hold. */
export function newToken(): string {
  return toName(randomBytes(TOKEN_BYTES).toString('hex'));
}

/** The slug of a private episode: the same for the same episode, and for nobody else to find. */
export function privateSlug(
  slug: string,
  { secret, identity }: { readonly secret: string; readonly identity: string },
): string {
  const digest = createHmac('sha256', secret)
    .update(identity)
    .digest('hex')
    .slice(0, 2 * TOKEN_BYTES);
  return `${slug.slice(0, MAX_SLUG).replace(/-+$/u, '')}-${toName(digest)}`;
}

/** With the token it stays within the 80 characters of a slug. */
const MAX_SLUG = 50;

function toName(hex: string): string {
  return BigInt(`0x${hex}`).toString(36).padStart(25, '0');
}

/**
 * Reads what is private of a show; nothing where it has no private feed.
 *
 * @throws {@link LectorError} `E_SUBSCRIBERS`: a file that cannot be read is never written over.
 */
export async function readPrivateState(root: string): Promise<PrivateState | undefined> {
  const file = path.join(root, PRIVATE_STATE_FILE);
  const bytes = await readIfThere(file);
  if (bytes === undefined) return undefined;
  try {
    return STATE.parse(JSON.parse(bytes.toString('utf8')));
  } catch (cause) {
    throw new LectorError('E_SUBSCRIBERS', `${PRIVATE_STATE_FILE} cannot be read.`, {
      hint: 'bring back the last good copy: every subscriber’s address stands in it.',
      place: { file: PRIVATE_STATE_FILE },
      exitCode: EXIT.config,
      cause,
    });
  }
}

/** Keeps it for its owner's eyes alone. */
export async function writePrivateState(root: string, state: PrivateState): Promise<void> {
  const file = path.join(root, PRIVATE_STATE_FILE);
  await writeDurably(file, `${JSON.stringify({ version: VERSION, ...state }, undefined, 1)}\n`);
  await chmod(file, OWNER_ONLY);
}
