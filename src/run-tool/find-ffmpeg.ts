import { access, chmod, constants, realpath, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { LectorError } from '../errors.js';
import { AUDIO_FORMATS } from '../model/audio-file.js';
import { runProgram } from './run-program.js';

/** An ffmpeg that was run once and answered. */
export type Ffmpeg = {
  /** Absolute path. */
  readonly path: string;
  /** As it names itself, e.g. `5.1.9-0+deb12u1`. */
  readonly version: string;
  readonly origin: 'config' | 'path' | 'bundled';
  readonly encoders: readonly string[];
};

export type FindFfmpegOptions = {
  /** The user's choice; nothing else is tried then. */
  readonly configuredPath?: string;
  /** Folders to look in, as in `PATH`. */
  readonly searchPath?: string;
  /** The npm package that carries a binary; `@ffmpeg-installer/ffmpeg` unless set. */
  readonly bundledPackage?: string;
  /** It must have these besides that of MP3. */
  readonly encoders?: readonly string[];
};

const NEEDED_MAJOR = 5;
/** libavutil 57 came with ffmpeg 5.0; each major of ffmpeg has raised it by one since. */
const LIBAVUTIL_MINUS_FFMPEG_MAJOR = 52;
const MP3_ENCODER = 'libmp3lame';
const PROBE_TIMEOUT_MS = 20_000;
const INSTALL_HINT = 'install ffmpeg 5.0 or newer, or run "npm install @ffmpeg-installer/ffmpeg".';

type Candidate = Ffmpeg & { readonly major: number };

/**
 * Finds the ffmpeg to use: the configured one, else one on the search path that is at least 5.0 and has
 * libmp3lame and what else is asked for, else the binary that `@ffmpeg-installer/ffmpeg` carries (older, but known to do what is asked here).
 *
 * @throws {@link LectorError} `E_FFMPEG_MISSING` when there is none, `E_FFMPEG_OLD` when the only one is too old,
 *   `E_FFMPEG` when the configured one, or the only one, lacks an encoder.
 */
export async function findFfmpeg(options: FindFfmpegOptions): Promise<Ffmpeg> {
  const bundledPath = await findBundled(options.bundledPackage ?? '@ffmpeg-installer/ffmpeg');
  const encoders = [MP3_ENCODER, ...(options.encoders ?? [])];
  if (options.configuredPath !== undefined) return checkConfigured(options.configuredPath, { bundledPath, encoders });
  const onPath = await findOnPath(options.searchPath ?? '', encoders);
  if (onPath && !whyUnfit(onPath, encoders)) return withoutMajor(onPath);
  const bundled = bundledPath === undefined ? undefined : await probe(bundledPath, 'bundled').catch(() => undefined);
  const missing = bundled && whyLacking(bundled, encoders);
  if (bundled && !missing) return withoutMajor(bundled);
  throw (
    (onPath && whyUnfit(onPath, encoders)) ??
    missing ??
    new LectorError('E_FFMPEG_MISSING', 'ffmpeg was not found.', { hint: INSTALL_HINT })
  );
}

async function checkConfigured(
  configuredPath: string,
  { bundledPath, encoders }: { readonly bundledPath: string | undefined; readonly encoders: readonly string[] },
): Promise<Ffmpeg> {
  const found = await probe(path.resolve(configuredPath), 'config').catch((error: unknown) => {
    throw new LectorError('E_FFMPEG_MISSING', `"${configuredPath}" is not an ffmpeg that runs.`, {
      hint: `set "ffmpeg.path" to a working ffmpeg, or remove it: ${INSTALL_HINT}`,
      cause: error,
    });
  });
  const isBundled = bundledPath !== undefined && (await realpath(bundledPath)) === (await realpath(found.path));
  // It is older, but known to do what is asked here.
  const problem = isBundled ? whyLacking(found, encoders) : whyUnfit(found, encoders);
  if (problem) throw problem;
  return withoutMajor(found);
}

function whyUnfit(found: Candidate, encoders: readonly string[]): LectorError | undefined {
  if (found.major < NEEDED_MAJOR) {
    const version = shortVersion(found);
    return new LectorError('E_FFMPEG_OLD', `${found.path} is too old: found ${version}, need ${NEEDED_MAJOR}.0.`, {
      hint: INSTALL_HINT,
    });
  }
  return whyLacking(found, encoders);
}

function whyLacking(found: Candidate, encoders: readonly string[]): LectorError | undefined {
  const missing = encoders.find((encoder) => !found.encoders.includes(encoder));
  if (missing === undefined) return undefined;
  const { label = missing } = Object.values(AUDIO_FORMATS).find(({ encoder }) => encoder === missing) ?? {};
  return new LectorError('E_FFMPEG', `${found.path} has no ${missing} encoder, so it cannot write ${label}.`, {
    hint: missing === MP3_ENCODER ? INSTALL_HINT : `leave ${label} out of audio.formats, or ${INSTALL_HINT}`,
  });
}

/** Builds between releases are named by date or commit: their libraries tell how old they are. */
function shortVersion({ version, major }: Candidate): string {
  return /^\d+\.\d+(?:\.\d+)?/u.exec(version)?.[0] ?? `${version} (about ${major}.x)`;
}

function withoutMajor({ path: file, version, origin, encoders }: Candidate): Ffmpeg {
  return { path: file, version, origin, encoders };
}

async function findOnPath(searchPath: string, encoders: readonly string[]): Promise<Candidate | undefined> {
  const names = process.platform === 'win32' ? ['ffmpeg.exe'] : ['ffmpeg'];
  const folders = searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  let firstFound: Candidate | undefined;
  for (const file of folders.flatMap((folder) => names.map((name) => path.join(folder, name)))) {
    const found = (await isExecutable(file)) ? await probe(file, 'path').catch(() => undefined) : undefined;
    if (found && !whyUnfit(found, encoders)) return found;
    firstFound ??= found;
  }
  return firstFound;
}

/** What programs answered, by their path, size and times: one that is asked twice in a process answers the same. */
const answers = new Map<string, Omit<Candidate, 'origin'>>();

async function probe(file: string, origin: Ffmpeg['origin']): Promise<Candidate> {
  const { ino, size, mtimeMs, ctimeMs } = await stat(file);
  const key = [file, ino, size, mtimeMs, ctimeMs].join(' ');
  const known = answers.get(key);
  if (known) return { ...known, origin };
  const answer = await interrogate(file);
  answers.set(key, answer);
  return { ...answer, origin };
}

async function interrogate(file: string): Promise<Omit<Candidate, 'origin'>> {
  const versionText = await ask(file, ['-hide_banner', '-version']);
  const version = /^ffmpeg version (\S+)/u.exec(versionText)?.[1];
  if (version === undefined) throw new LectorError('E_FFMPEG', `${file} does not say that it is ffmpeg.`);
  const encoders = [
    ...(await ask(file, ['-hide_banner', '-encoders'])).matchAll(/^ [VAS][F.][S.][X.][B.][D.] (\S+)/gmu),
  ];
  return {
    path: file,
    version,
    major: majorOf(version, versionText),
    encoders: encoders.map(([, name = '']) => name),
  };
}

async function ask(file: string, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runProgram({ program: file, args, timeoutMs: PROBE_TIMEOUT_MS });
  if (exitCode === 0) return stdout.toString('utf8');
  throw new LectorError('E_FFMPEG', `${file} ends with status ${exitCode}: ${stderr.trim().slice(-200)}`);
}

function majorOf(version: string, versionText: string): number {
  const release = /^n?(\d{1,2})\.\d/u.exec(version)?.[1];
  if (release !== undefined) return Number(release);
  const libavutil = /^libavutil\s+(\d+)\./mu.exec(versionText)?.[1];
  return libavutil === undefined ? 0 : Number(libavutil) - LIBAVUTIL_MINUS_FFMPEG_MAJOR;
}

/** The package throws (even strings) where it has no binary: the same as not being there. */
async function findBundled(packageName: string): Promise<string | undefined> {
  let file: unknown;
  try {
    const installer = createRequire(import.meta.url)(packageName) as { readonly path?: unknown };
    file = installer.path;
  } catch {
    return undefined;
  }
  if (typeof file !== 'string' || !(await isFile(file))) return undefined;
  // Some package managers lose the execute bit when they unpack.
  if (!(await isExecutable(file))) await chmod(file, 0o755).catch(() => undefined);
  return (await isExecutable(file)) ? file : undefined;
}

async function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Whether a file can be run now. */
export async function isExecutable(file: string): Promise<boolean> {
  if (!(await isFile(file))) return false;
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
