import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isLectorError, LectorError, warning } from '../errors.js';
import type { Warn } from '../model/finding.js';
import type { Clip, WordTiming } from '../model/narration.js';
import { buildWav } from '../sound/wav.js';
import { makeFoldersDurably, writeDurably } from './write-durably.js';
import { readBytes } from '../open-file.js';

/** A clip that is to be kept. */
export type NewClip = {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly firstSample: number;
  readonly endSample: number;
  readonly words: readonly WordTiming[];
};

/** Clips by content key. What comes out is what went in: every read checks the digest. */
export interface ClipCache {
  /** The clip, or nothing when there is none; a damaged one is reported, removed, and counts as none. */
  get(key: string): Promise<Clip | undefined>;
  /** Stores a clip durably; once this resolves it outlives a power cut. */
  put(key: string, clip: NewClip): Promise<Clip>;
  /** Lets other machines have a clip that lies here, where there are others. */
  lend(key: string): Promise<void>;
  /** Whether `get` would give a clip; changes nothing. */
  has(key: string): Promise<boolean>;
  /**
   * Removes the clips made before a moment, but for those named and those this cache has given out or taken in since it
   * was opened.
   *
   * @param findMore Others that are named, asked for when there is anything to remove; nothing is where it gives nothing.
   */
  sweep(
    keep: ReadonlySet<string>,
    madeBefore: Date,
    findMore?: () => Promise<ReadonlySet<string> | undefined>,
  ): Promise<{ readonly removedCount: number; readonly freedBytes: number }>;
}

/** Files of a folder that others have as well: those of a store that several machines share. */
export type Shelf = {
  /**
   * Brings a file here.
   *
   * @returns Whether it lies here now.
   */
  bring(name: string): Promise<boolean>;
  /**
   * Keeps a file here and for the others.
   *
   * @returns False when somebody else was first: then theirs lies here, and stays.
   */
  keep(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Lets the others have a file that lies here. */
  lend(name: string): Promise<void>;
  /** Takes a damaged file away from everybody. */
  discard(name: string): Promise<void>;
};

/** What stands behind the samples, in a RIFF chunk players skip: a clip is one file, written in one rename. */
type Trailer = {
  readonly entry: Pick<NewClip, 'firstSample' | 'endSample' | 'words'> & { readonly key: string };
  /** Of header and samples, then of `entry` as JSON. */
  readonly sha256: string;
};

const CHUNK_ID = 'lctr';
const HEADER_BYTES = 44;
/** Clips lie in folders by the first two digits of their keys. */
const PREFIXES = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));
const KEY = /^[0-9a-f]{64}$/u;

/**
 * Opens the clips of a folder; nothing is written until one is put in.
 *
 * @param shelf Has the clips of others too: of a clip that two made, both get the first.
 */
export function openClipCache(folder: string, warn: Warn, shelf?: Shelf): ClipCache {
  const used = new Set<string>();
  /** All folders at once: each made alone would have to be waited for alone. */
  let prepared: Promise<void> | undefined;
  /** What was said of damaged clips. */
  const damaged = new Set<string>();

  async function read(key: string): Promise<Clip | LectorError | undefined> {
    const file = clipPath(folder, key);
    // Asked on the spot: for a clip that is not there, that is all that need be done.
    if (!existsSync(file) && (await shelf?.bring(nameOf(key))) !== true) return undefined;
    const bytes = await readBytes(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!bytes) return undefined;
    try {
      return parseClip({ bytes, key, file });
    } catch (error) {
      return isLectorError(error) ? error : new LectorError('E_CLIP', 'unreadable', { cause: error });
    }
  }

  async function remove(key: string): Promise<void> {
    await rm(clipPath(folder, key), { force: true });
    await shelf?.discard(nameOf(key));
  }

  return {
    async get(key) {
      const found = await read(key);
      if (isLectorError(found)) {
        // Several episodes may find it at the same time; by then one of them may have made it again.
        const message = `clip ${key} is damaged and is made again: ${found.message}`;
        if (damaged.has(message)) return undefined;
        damaged.add(message);
        warn(warning('W_CACHE_CORRUPT', message));
        await remove(key);
        return undefined;
      }
      if (found) used.add(key);
      return found;
    },
    async put(key, clip) {
      used.add(key);
      const file = clipPath(folder, key);
      const { bytes, sha256 } = buildClip(key, clip);
      if (shelf && !(await shelf.keep(nameOf(key), bytes))) {
        const first = await read(key);
        if (first && !isLectorError(first)) return first;
        await remove(key);
        await shelf.keep(nameOf(key), bytes);
      }
      if (!shelf) await (prepared ??= makeFoldersDurably(folder, PREFIXES));
      if (!shelf) await writeDurably(file, bytes);
      const { samples, sampleRateHz, firstSample, endSample, words } = clip;
      return { key, path: file, sha256, sampleRateHz, sampleCount: samples.length, firstSample, endSample, words };
    },
    lend: async (key) => shelf?.lend(nameOf(key)),
    async has(key) {
      const found = await read(key);
      return found !== undefined && !isLectorError(found);
    },
    async sweep(keep, madeBefore, findMore) {
      const old: { readonly key: string; readonly file: string; readonly size: number }[] = [];
      for (const { key, file } of await listClips(folder)) {
        if (keep.has(key) || used.has(key)) continue;
        const { size, mtimeMs } = await stat(file);
        if (mtimeMs < madeBefore.getTime()) old.push({ key, file, size });
      }
      const more = old.length > 0 && findMore ? await findMore() : keep;
      let removedCount = 0;
      let freedBytes = 0;
      for (const { key, file, size } of more ? old : []) {
        if (more?.has(key) === true) continue;
        await rm(file, { force: true });
        removedCount += 1;
        freedBytes += size;
      }
      return { removedCount, freedBytes };
    },
  };
}

/** The file of a clip and its digest; samples are copied once and hashed once. */
function buildClip(key: string, clip: NewClip): { readonly bytes: Buffer; readonly sha256: string } {
  const { firstSample, endSample, words } = clip;
  const entry = { key, firstSample, endSample, words };
  // The digest has the same length whatever it is, so the length of the whole is known before it.
  const trailerBytes = buildTrailer({ entry, sha256: '0'.repeat(64) }).length;
  const bytes = buildWav(clip, trailerBytes);
  const end = bytes.length - trailerBytes;
  const hash = createHash('sha256').update(bytes.subarray(0, end));
  const sha256 = hash.copy().update(JSON.stringify(entry)).digest('hex');
  buildTrailer({ entry, sha256 }).copy(bytes, end);
  return { bytes, sha256: hash.update(bytes.subarray(end)).digest('hex') };
}

/** A RIFF chunk, padded to an even length with a blank that JSON does not mind. */
function buildTrailer(trailer: Trailer): Buffer {
  const json = Buffer.from(JSON.stringify(trailer));
  const chunk = Buffer.alloc(8 + json.length + (json.length % 2), ' ');
  chunk.write(CHUNK_ID, 0, 'latin1');
  chunk.writeUInt32LE(chunk.length - 8, 4);
  json.copy(chunk, 8);
  return chunk;
}

function parseClip(input: { bytes: Buffer; key: string; file: string }): Clip {
  const { bytes, key, file } = input;
  const end = bytes.length >= HEADER_BYTES ? HEADER_BYTES + bytes.readUInt32LE(40) : bytes.length + 1;
  if (end + 8 > bytes.length || bytes.toString('latin1', end, end + 4) !== CHUNK_ID) {
    throw new LectorError('E_CLIP', `its ${bytes.length} bytes are not a whole clip.`);
  }
  const trailer = JSON.parse(bytes.toString('utf8', end + 8)) as Trailer;
  const hash = createHash('sha256').update(bytes.subarray(0, end));
  const got = hash.copy().update(JSON.stringify(trailer.entry)).digest('hex');
  if (got !== trailer.sha256) throw new LectorError('E_CLIP', `expected sha256 ${trailer.sha256}, got ${got}.`);
  if (trailer.entry.key !== key) throw new LectorError('E_CLIP', `it belongs to key ${trailer.entry.key}.`);
  if (!buildTrailer(trailer).equals(bytes.subarray(end))) throw new LectorError('E_CLIP', 'its last bytes differ.');
  const { firstSample, endSample, words } = trailer.entry;
  return {
    key,
    path: file,
    sha256: hash.update(bytes.subarray(end)).digest('hex'),
    sampleRateHz: bytes.readUInt32LE(24),
    sampleCount: (end - HEADER_BYTES) / 2,
    firstSample,
    endSample,
    words,
  };
}

function clipPath(folder: string, key: string): string {
  if (!KEY.test(key)) throw new LectorError('E_BUG', 'a clip key must be 64 hex digits.');
  return path.join(folder, nameOf(key));
}

/** Below the folder. */
function nameOf(key: string): string {
  return `${key.slice(0, 2)}/${key}.wav`;
}

async function listClips(folder: string): Promise<{ key: string; file: string }[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.wav'))
    .map((entry) => ({ key: entry.name.slice(0, -4), file: path.join(entry.parentPath, entry.name) }));
}
