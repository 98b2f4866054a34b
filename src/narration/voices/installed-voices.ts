import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { LectorError } from '../../errors.js';
import { writeDurably } from '../../workspace.js';
import { languagesOfVoice } from './voice-catalogue.js';
import { readText } from '../../open-file.js';

/** A neural voice on this computer. */
export type InstalledVoice = {
  readonly id: string;
  /** Absolute path of its folder. */
  readonly path: string;
  readonly languages: readonly string[];
  /** Of the archive it came in, or of its files when it was put there by hand. */
  readonly sha256: string;
};

/** What is known of an installed voice, and demanded when it is installed again. */
export type VoiceLockEntry = {
  readonly url: string;
  /** Hex SHA-256 of the archive, computed at the first installation. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly licence?: string;
  /** Hex SHA-256 of plain files that were fetched beside the archive, by name. */
  readonly files?: Readonly<Record<string, string>>;
};

export type VoiceLock = Readonly<Record<string, VoiceLockEntry>>;

const LOCK_FILE_NAME = 'voices.lock.json';

/** Where voices are kept, once per user: `LECTOR_VOICES_DIR`, else the system's place for such data. */
export function voicesFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const own = environment['LECTOR_VOICES_DIR'];
  if (own) return path.resolve(own);
  const home = environment['HOME'] ?? environment['USERPROFILE'] ?? os.homedir();
  const base =
    environment['XDG_DATA_HOME'] ??
    (process.platform === 'win32' ? environment['LOCALAPPDATA'] : undefined) ??
    path.join(home, '.local', 'share');
  return path.join(base, 'lector', 'voices');
}

/** The voices in a folder, by id. */
export async function listInstalledVoices(folder: string): Promise<readonly InstalledVoice[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const lock = await readVoiceLock(folder);
  const voices: InstalledVoice[] = [];
  for (const { name } of entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))) {
    const place = path.join(folder, name);
    voices.push({
      id: name,
      path: place,
      languages: languagesOfVoice(name),
      sha256: hashOfEntry(lock[name]) ?? (await describeFiles(place)),
    });
  }
  return voices.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * @throws {@link LectorError} `E_JSON` when the lock file is damaged: without it nothing vouches for the voices.
 */
export async function readVoiceLock(folder: string): Promise<VoiceLock> {
  const file = path.join(folder, LOCK_FILE_NAME);
  const text = await readText(file).catch(() => undefined);
  if (text === undefined) return {};
  try {
    return (JSON.parse(text) as { readonly voices: VoiceLock }).voices;
  } catch (error) {
    throw new LectorError('E_JSON', `${file} is damaged.`, {
      hint: 'remove it and install the voices again.',
      cause: error,
    });
  }
}

export async function writeVoiceLock(folder: string, lock: VoiceLock): Promise<void> {
  const voices = Object.fromEntries(Object.entries(lock).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeDurably(path.join(folder, LOCK_FILE_NAME), `${JSON.stringify({ version: 1, voices }, undefined, 2)}\n`);
}

/** What tells one installation from another: the archive, and what was fetched beside it. */
function hashOfEntry(entry: VoiceLockEntry | undefined): string | undefined {
  if (entry?.files === undefined) return entry?.sha256;
  return createHash('sha256')
    .update(`${entry.sha256}${JSON.stringify(entry.files)}`)
    .digest('hex');
}

/** Names, sizes and times of the files: changes when they do, without reading hundreds of megabytes. */
async function describeFiles(folder: string): Promise<string> {
  const names = (await readdir(folder)).sort();
  const described = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(path.join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    }),
  );
  return createHash('sha256').update(described.join('\n')).digest('hex');
}
