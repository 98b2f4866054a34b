import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import { hashFile } from '../../workspace.js';
import { downloadFile, type DownloadOptions } from './download-file.js';
import { readVoiceLock, writeVoiceLock, type InstalledVoice, type VoiceLockEntry } from './installed-voices.js';
import { readArchive } from './read-archive.js';
import { languagesOfVoice, VOICE_ARCHIVES_URL, VOICE_CATALOGUE } from './voice-catalogue.js';
import { readText } from '../../open-file.js';

export type InstallOptions = {
  /** A name of the catalogue, or of any archive its publisher offers. */
  readonly id: string;
  /** Where voices are kept. */
  readonly folder: string;
  /** Demanded of the archive, and not what the lock file says. */
  readonly sha256?: string;
  /** Address of the archive, where it is not that of the publisher. `.tar.bz2`, `.tar.gz` or `.tar`. */
  readonly url?: string;
  /** Address of a plain file that belongs beside it, where the catalogue names none or another. */
  readonly vocoder?: string;
  readonly signal: AbortSignal;
  readonly onProgress?: DownloadOptions['onProgress'];
};

export type Installation = InstalledVoice & {
  /** As the catalogue or the archive states it; the beginning of the archive's own file where there is one. */
  readonly licence?: string;
  /** Whether the archive's hash was seen for the first time, so that nothing vouched for it but the connection. */
  readonly isFirst: boolean;
};

const MAX_ARCHIVE_BYTES = 2 ** 31;
const MAX_UNPACKED_BYTES = 2 ** 32;
const LICENCE_FILES = /^(?:licen[cs]e|model_card|readme)(?:\.(?:txt|md))?$/iu;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,100}$/u;

/**
 * Downloads a voice, checks its hash against what is known, and puts it in place whole or not at all. The hash of a first
 * installation is written to a lock file and demanded ever after.
 *
 * @throws {@link LectorError} `E_FETCH`, and `E_CHECK` when the archive is another than the one known.
 */
export async function installVoice(options: InstallOptions): Promise<Installation> {
  const { id, folder, signal } = options;
  if (!ID.test(id))
    throw new LectorError('E_VOICE_UNKNOWN', `${quoteValue(id)} is no name of a voice.`, {
      hint: '"lector voices" lists them.',
    });
  const url = options.url ?? `${VOICE_ARCHIVES_URL}/${id}.tar.bz2`;
  const lock = await readVoiceLock(folder);
  const known = lock[id];
  const archive = path.join(folder, '.downloads', path.posix.basename(new URL(url).pathname));
  const { onProgress } = options;
  await downloadFile({ url, file: archive, signal, maxBytes: MAX_ARCHIVE_BYTES, ...present({ onProgress }) });
  const sha256 = await hashFile(archive);
  const wanted = options.sha256?.toLowerCase() ?? known?.sha256;
  if (wanted !== undefined && wanted !== sha256) {
    await rm(archive, { force: true });
    throw new LectorError('E_CHECK', `${url}: the archive has sha256 ${sha256}, not ${wanted}.`, {
      hint: 'the file was changed or damaged on its way. If its publisher says it is right, use --sha256 with the new value.',
    });
  }
  const place = path.join(folder, id);
  const vocoder = options.vocoder ?? VOICE_CATALOGUE.find((voice) => voice.id === id)?.vocoder;
  const fresh = path.join(folder, `.installing-${randomBytes(8).toString('hex')}`);
  try {
    await unpack({ archive, folder: fresh, signal });
    const fetched = vocoder === undefined ? {} : await fetchBeside(vocoder, { fresh, known, options });
    const licence = VOICE_CATALOGUE.find((voice) => voice.id === id)?.licence ?? (await findLicence(fresh));
    await rm(place, { recursive: true, force: true });
    await rename(fresh, place);
    const { size: sizeBytes } = await stat(archive);
    const entry: VoiceLockEntry = { url, sha256, sizeBytes, ...present({ licence }), ...fetched };
    await writeVoiceLock(folder, { ...lock, [id]: entry });
    await rm(archive, { force: true });
    const voice = { id, path: place, languages: languagesOfVoice(id), sha256, isFirst: wanted === undefined };
    return licence === undefined ? voice : { ...voice, licence };
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Downloads a plain file into the folder of a voice; what it hashed to the first time is demanded ever after. */
async function fetchBeside(
  url: string,
  { fresh, known, options }: { fresh: string; known: VoiceLockEntry | undefined; options: InstallOptions },
): Promise<Pick<VoiceLockEntry, 'files'>> {
  const name = path.posix.basename(new URL(url).pathname);
  const file = path.join(options.folder, '.downloads', name);
  const { signal, onProgress } = options;
  await downloadFile({ url, file, signal, maxBytes: MAX_ARCHIVE_BYTES, ...present({ onProgress }) });
  const sha256 = await hashFile(file);
  const wanted = known?.files?.[name];
  if (wanted !== undefined && wanted !== sha256) {
    await rm(file, { force: true });
    throw new LectorError('E_CHECK', `${url}: the file has sha256 ${sha256}, not ${wanted}.`, {
      hint: 'the file was changed or damaged on its way; remove the voice from voices.lock.json if its publisher says it is right.',
    });
  }
  await rename(file, path.join(fresh, name));
  return { files: { [name]: sha256 } };
}

/** Files of the archive without the folder they all lie in. */
async function unpack(input: { archive: string; folder: string; signal: AbortSignal }): Promise<void> {
  const { archive, folder, signal } = input;
  let unpackedBytes = 0;
  await readArchive(archive, async (file) => {
    signal.throwIfAborted();
    unpackedBytes += file.sizeBytes;
    if (unpackedBytes > MAX_UNPACKED_BYTES) throw new LectorError('E_FETCH', 'the archive unpacks to more than 4 GB.');
    const target = path.join(folder, file.name.split('/').slice(1).join('/') || file.name);
    await mkdir(path.dirname(target), { recursive: true });
    const handle = await open(target, 'wx', 0o644);
    try {
      for await (const bytes of file.bytes) await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
  if (unpackedBytes === 0) throw new LectorError('E_FETCH', 'the archive holds no files.');
}

async function findLicence(folder: string): Promise<string | undefined> {
  const name = (await readdir(folder)).filter((file) => LICENCE_FILES.test(file)).sort()[0];
  if (name === undefined) return undefined;
  const text = (await readText(path.join(folder, name))).trim();
  const line = /^.*licen[cs]e.*$/imu.exec(text)?.[0] ?? text.slice(0, 200);
  return `${name}: ${line.replace(/\s+/gu, ' ').trim().slice(0, 200)}`;
}
