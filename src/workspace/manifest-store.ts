import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../errors.js';
import { present } from '../model/present.js';
import type { Manifest } from '../model/publication/manifest.js';
import { publicAddress, sourceAddress, sourceLocation } from '../model/text/secrets.js';
import { writeDurably } from './write-durably.js';
import { readBytes, readText } from '../open-file.js';

/** Below the state folder. */
export const MANIFESTS_FOLDER = 'manifests';
/** How many manifests the state folder keeps, for rolling back and for knowing which clips are still needed. */
const KEPT_MANIFEST_COUNT = 5;
const VERSION = 1;
const TEXT_FIELDS = ['identity', 'guid', 'slug', 'location', 'publishedAt'];

/** What a text says; of a damaged manifest what can still be read, if anything. */
export type ManifestReading =
  | { readonly isWhole: true; readonly manifest: Manifest }
  | { readonly isWhole: false; readonly why: string; readonly manifest?: Manifest };

/** A manifest that was published, and where; nothing of that for copies of older versions. */
export type KeptManifest = { readonly manifest: Manifest; readonly places?: readonly string[] };

/**
 * Keeps a copy in the state folder, where the newest five stay; one like the newest is not kept again.
 *
 * @param place Where it is published, as its target locates it.
 * @returns The bytes to publish.
 */
export async function keepManifest(manifest: Manifest, stateDir: string, place: string): Promise<Buffer> {
  const bytes = Buffer.from(serialise(manifest));
  const kept = await listKept(stateDir);
  const newest = kept.at(-1);
  const isAlike = newest && (await stat(newest.file).catch(() => undefined))?.size === bytes.length;
  const isKept = isAlike && (await readBytes(newest.file).catch(() => undefined))?.equals(bytes) === true;
  const number = isKept === true ? newest.number : (newest?.number ?? 0) + 1;
  if (!isKept) await writeDurably(path.join(folderOf(stateDir), `${String(number).padStart(6, '0')}.json`), bytes);
  const gone = isKept ? [] : kept.slice(0, Math.max(0, kept.length + 1 - KEPT_MANIFEST_COUNT));
  for (const { file } of gone) await rm(file, { force: true });
  await keepPlace(stateDir, { number, place: placeFrom(stateDir, place), gone: gone.map((old) => String(old.number)) });
  return bytes;
}

async function keepPlace(
  stateDir: string,
  { number, place, gone }: { readonly number: number; readonly place: string; readonly gone: readonly string[] },
): Promise<void> {
  const all = await readPlaces(stateDir);
  const places = all[number] ?? [];
  if (gone.length === 0 && places.includes(place)) return;
  const next = { ...all, [number]: [...new Set([...places, place])] };
  const left = Object.entries(next).filter(([name]) => !gone.includes(name));
  await writeDurably(placesFile(stateDir), `${JSON.stringify(Object.fromEntries(left))}\n`);
}

async function readPlaces(stateDir: string): Promise<Readonly<Record<string, readonly string[]>>> {
  try {
    const value: unknown = JSON.parse(await readText(placesFile(stateDir)));
    const entries = Object.entries(value ?? {}).filter((entry): entry is [string, string[]] => Array.isArray(entry[1]));
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}

/** A folder of this machine as the state folder sees it, so that both can be moved together. */
function placeFrom(stateDir: string, place: string): string {
  return path.isAbsolute(place) ? path.relative(stateDir, place) : place;
}

function placesFile(stateDir: string): string {
  return path.join(stateDir, 'manifest-places.json');
}

/** The kept manifests, newest first, and whether every one of them could be read. */
export async function readKeptManifests(stateDir: string): Promise<{
  readonly manifests: readonly Manifest[];
  readonly kept: readonly KeptManifest[];
  readonly isComplete: boolean;
}> {
  const kept: KeptManifest[] = [];
  const all = await readPlaces(stateDir);
  let isComplete = true;
  for (const { file, number } of (await listKept(stateDir)).reverse()) {
    const text = await readText(file).catch(() => '');
    const reading = parseManifest(text, file);
    if (reading.isWhole) kept.push({ manifest: reading.manifest, ...present({ places: all[number] }) });
    else isComplete = false;
  }
  return { manifests: kept.map(({ manifest }) => manifest), kept, isComplete };
}

/** Whether a kept manifest was published in a place; nothing where that is not known. */
export function isKeptFor(
  kept: KeptManifest,
  at: { readonly stateDir: string; readonly place: string },
): boolean | undefined {
  return kept.places?.includes(placeFrom(at.stateDir, at.place));
}

/**
 * Reads a manifest.
 *
 * @param file Where it lies, for messages.
 * @throws {@link LectorError} `E_STATE_VERSION` when a newer program wrote it.
 */
export function parseManifest(text: string, file: string): ManifestReading {
  let value: unknown;
  try {
    value = JSON.parse(text, PROTOTYPE_KEY.test(text) ? refusePrototype : undefined);
  } catch (error) {
    return { isWhole: false, why: error instanceof Error ? oneLine(error.message) : 'not JSON' };
  }
  if (typeof value !== 'object' || !value || Array.isArray(value)) return { isWhole: false, why: 'not an object' };
  const { sha256, ...manifest } = value as Manifest & { readonly sha256?: unknown };
  if (typeof manifest.version === 'number' && manifest.version > VERSION) throw newerVersion(file, manifest.version);
  const fault = faultOf(manifest);
  if (fault !== undefined) return { isWhole: false, why: fault };
  const clean = withoutSecrets(manifest);
  if (sha256 !== hashOf(manifest)) return { isWhole: false, why: 'its checksum does not match', manifest: clean };
  return { isWhole: true, manifest: clean };
}

/** Versions before this kept addresses of sources whole, with the keys in them. */
function withoutSecrets(manifest: Manifest): Manifest {
  const episodes = manifest.episodes.map((record) => {
    if (!record.location.includes('://') && !record.identity.includes(':')) return record;
    const source = /^https?:\/\/[^#]*/iu.exec(record.location)?.[0];
    const isOfFeed = source !== undefined && record.identity.startsWith(`${source}#`);
    return {
      ...record,
      location: sourceLocation(record.location),
      identity: isOfFeed
        ? sourceAddress(source) + record.identity.slice(source.length)
        : publicAddress(record.identity),
    };
  });
  return { ...manifest, episodes };
}

function faultOf(manifest: Partial<Manifest>): string | undefined {
  if (manifest.version !== VERSION) return `version ${String(manifest.version)} is unknown`;
  if (typeof manifest.showGuid !== 'string' || typeof manifest.feedUrl !== 'string') return 'it names no show';
  const episodes: unknown = manifest.episodes;
  if (!Array.isArray(episodes)) return 'it lists no episodes';
  const unpublished: unknown = manifest.unpublished ?? [];
  if (!Array.isArray(unpublished)) return 'it lists nothing as unpublished';
  const isWhole = [...(episodes as unknown[]), ...(unpublished as unknown[])].every((record) => {
    if (typeof record !== 'object' || !record) return false;
    const fields = record as Readonly<Record<string, unknown>>;
    const hasTexts = TEXT_FIELDS.every((name) => typeof fields[name] === 'string');
    return hasTexts && Array.isArray(fields['clipKeys']) && typeof fields['audio'] === 'object';
  });
  return isWhole ? undefined : 'an episode lacks a field';
}

async function listKept(stateDir: string): Promise<{ number: number; file: string }[]> {
  const names = await readdir(folderOf(stateDir)).catch(() => []);
  return names
    .filter((name) => /^\d{6,}\.json$/u.test(name))
    .map((name) => ({ number: Number.parseInt(name, 10), file: path.join(folderOf(stateDir), name) }))
    .sort((a, b) => a.number - b.number);
}

function folderOf(stateDir: string): string {
  return path.join(stateDir, MANIFESTS_FOLDER);
}

function serialise(manifest: Manifest): string {
  return `${JSON.stringify({ ...manifest, sha256: hashOf(manifest) }, undefined, 1)}\n`;
}

/** Of the JSON of a manifest, piece by piece: whole it would be as large as all of it. */
function hashOf(manifest: Partial<Manifest>): string {
  const hash = createHash('sha256');
  let before = '{';
  for (const [name, value] of Object.entries(manifest)) {
    if (value === undefined) continue;
    hash.update(`${before}${JSON.stringify(name)}:`);
    before = ',';
    if (!Array.isArray(value)) hash.update(JSON.stringify(value));
    else
      for (const [index, one] of (value as unknown[]).entries())
        hash.update(`${index === 0 ? '[' : ','}${JSON.stringify(one)}`);
    if (Array.isArray(value)) hash.update(value.length === 0 ? '[]' : ']');
  }
  return hash.update(before === '{' ? '{}' : '}').digest('hex');
}

/** To look at every key takes five times as long as reading a long manifest: it is done where one may be such, plain or escaped. */
const PROTOTYPE_KEY = /__proto__|\\u00/u;

function refusePrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new LectorError('E_JSON', 'it holds the key __proto__');
  return value;
}

function oneLine(text: string): string {
  return Array.from(text, (character) => (character < ' ' ? ' ' : character))
    .join('')
    .slice(0, 60);
}

function newerVersion(file: string, version: number): LectorError {
  return new LectorError('E_STATE_VERSION', `${file}: file version ${version}, this program knows ${VERSION}.`, {
    hint: 'upgrade Lector; the file is left as it is.',
  });
}
