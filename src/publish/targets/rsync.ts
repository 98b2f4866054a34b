import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../../errors.js';
import { AUDIO_FORMAT_NAMES } from '../../model/audio-file.js';
import { isPublishedPath } from '../../model/publication/paths/addresses.js';
import { openFile, readIfThere } from '../../open-file.js';
import { isLectorError } from '../../errors.js';
import { runProgram } from '../../run-tool.js';
import { putCompared } from '../put-compared.js';
import { stageFiles } from './stage-files.js';
import { pathRefused, type PublishedFile, type PublishTarget, type TargetFile } from '../target.js';

/** A folder that rsync reaches. */
export type RsyncPlace = {
  /** `user@host:/srv/www/podcast`, or a folder of this machine. */
  readonly to: string;
  /** Of the SSH server. */
  readonly port?: number;
  /** Absolute path of a private key. */
  readonly identityFile?: string;
  /** Folder of this machine for what is on its way. */
  readonly cacheDir: string;
};

const TIMEOUT_MS = 3_600_000;
/** Nothing may keep still for longer. */
const IDLE_S = 60;
/** What their names tell apart; the server need not read them to compare. */
const MEDIA_EXTENSIONS = [...AUDIO_FORMAT_NAMES, 'wav'];
const MEDIA = new RegExp(`\\.(?:${MEDIA_EXTENSIONS.join('|')})$`, 'u');
/** Names rsync gives to what it is writing. */
const WRITING = /(?:^|\/)\.[^/]+\.[A-Za-z0-9]{6}$/u;
const PROBE = '.lector-probe';

/**
 * A folder on a server, through the installed rsync (3.2.3 or newer, on both sides). Each file is renamed into place when
 * all of it is there. Record and feed are two runs, the feed the last; rsync knows no conditions, so both are compared
 * right before.
 */
export function openRsyncTarget(
  place: RsyncPlace,
  {
    environment = {},
    signal,
  }: { readonly environment?: Readonly<Record<string, string>>; readonly signal?: AbortSignal },
): PublishTarget {
  const root = place.to.replace(/\/*$/u, '/');
  const locate = (name: string): string => root + name;
  const shell = [
    'ssh -oBatchMode=yes -oConnectTimeout=20',
    ...(place.port === undefined ? [] : [`-p ${place.port}`]),
    ...(place.identityFile === undefined ? [] : [`-i ${place.identityFile}`]),
  ].join(' ');

  async function rsync(args: readonly string[], names?: readonly string[]): Promise<string | undefined> {
    const listed = names === undefined ? [] : ['--files-from=-', '--from0'];
    const { exitCode, stdout, stderr } = await runProgram({
      program: 'rsync',
      args: ['-e', shell, `--timeout=${IDLE_S}`, '-8', '-s', '--checksum-choice=md5', ...listed, ...args],
      timeoutMs: TIMEOUT_MS,
      env: { ...environment, LC_ALL: 'C' },
      ...(names !== undefined && { stdin: names.join('\0') }),
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      throw isLectorError(error) && /ENOENT/u.test(error.message) ? missing(error) : error;
    });
    if (exitCode === 0) return stdout.toString('utf8');
    // There is no such folder, so nothing lies in it.
    if (exitCode === 23 && /change_dir .* failed: No such file/u.test(stderr)) return undefined;
    throw failed({ exitCode, stderr, place: root });
  }

  /** Sizes and digests, without anything being fetched; of media sizes and times. */
  function probe(names?: readonly string[]): Promise<readonly PublishedFile[]> {
    return stageFiles(place.cacheDir, async (empty) => {
      const look = async (mark: string, args: readonly string[], wanted?: readonly string[]) => {
        if (wanted?.length === 0) return [];
        const all = wanted === undefined ? ['-r'] : ['--ignore-missing-args'];
        const text = await rsync(['-n', `--out-format=%i %l ${mark} %n`, ...all, ...args, root, empty], wanted);
        return [...(text ?? '').matchAll(/^.f\S* (\d+) (\S+) (.+)$/gmu)].map(([, size, version = '', name = '']) => ({
          path: name,
          sizeBytes: Number(size),
          version: `${version}-${size}`,
        }));
      };
      const filters = MEDIA_EXTENSIONS.map((extension) => `*.${extension}`);
      const texts = names?.filter((name) => !MEDIA.test(name));
      const media = names?.filter((name) => MEDIA.test(name));
      return [
        ...(await look('%C', ['--checksum', ...filters.map((filter) => `--exclude=${filter}`)], texts)),
        ...(await look('%M', [...['*/', ...filters].map((filter) => `--include=${filter}`), '--exclude=*'], media)),
      ].filter(({ path: name }) => name !== PROBE && !WRITING.test(name));
    });
  }

  async function stat(names: readonly string[]): Promise<readonly (PublishedFile | undefined)[]> {
    const found = new Map((await probe(names.filter(isPublishedPath))).map((file) => [file.path, file]));
    return names.map((name) => found.get(name));
  }

  async function putAll(files: readonly TargetFile[]): Promise<readonly string[]> {
    for (const { path: name } of files) if (!isPublishedPath(name)) throw pathRefused(name);
    return stageFiles(place.cacheDir, async (folder) => {
      for (const { path: name, content } of files) {
        const own = path.join(folder, ...name.split('/'));
        await mkdir(path.dirname(own), { recursive: true });
        if (content instanceof Uint8Array) await writeFile(own, content);
        else await linkReadable(content.file, { own, where: locate(name) });
      }
      const args = [
        '-L',
        '--checksum',
        '-p',
        '--chmod=D755,F644',
        '--mkpath',
        '--out-format=%i %n',
        `${folder}/`,
        root,
      ];
      const text =
        (await rsync(
          args,
          files.map((file) => file.path),
        )) ?? '';
      const sent = new Set([...text.matchAll(/^[<>]f\S* (.+)$/gmu)].map(([, name]) => name));
      return files.map((file) => file.path).filter((name) => sent.has(name));
    });
  }

  async function fetchInto(folder: string, name: string): Promise<string> {
    await rsync(['--ignore-missing-args', root, folder], [name]);
    return path.join(folder, ...name.split('/'));
  }

  async function removeAll(names: readonly string[]): Promise<readonly string[]> {
    for (const name of names) if (!isPublishedPath(name)) throw pathRefused(name);
    const there = (await stat(names)).flatMap((file) => (file ? [file.path] : []));
    if (there.length === 0) return [];
    await stageFiles(place.cacheDir, async (empty) => {
      const rules = path.join(empty, '.rules');
      const folders = there.flatMap((name) => foldersOf(name).map((folder) => `+ /${escapeRule(folder)}/`));
      const files = there.map((name) => `+ /${escapeRule(name)}`);
      await mkdir(path.join(empty, 'nothing'));
      await writeFile(rules, [...new Set([...folders, ...files]), '- *', ''].join('\n'));
      await rsync(['-r', '--delete', `--filter=merge ${rules}`, `${path.join(empty, 'nothing')}/`, root]);
    });
    return there;
  }

  return {
    specificationVersion: 1,
    name: 'rsync',
    locate,
    async prepare() {
      await putAll([{ path: PROBE, content: new Uint8Array(), contentType: 'text/plain', cacheControl: 'no-cache' }]);
    },
    stat,
    read: (name) =>
      stageFiles(place.cacheDir, async (folder) =>
        isPublishedPath(name) ? readIfThere(await fetchInto(folder, name)) : undefined,
      ),
    async download(name, makeFolder) {
      const [found] = await stat([name]);
      return found && fetchInto(await makeFolder(), name);
    },
    list: () => probe(),
    put: async (file) => (await putAll([file])).length > 0,
    async putAll(files, report) {
      const written = await putAll(files);
      for (const file of files) report?.(file, written.includes(file.path));
      return written;
    },
    putFeed: (files) =>
      putCompared(files, {
        locate,
        stat,
        putAll,
        versionOf: (bytes) => `${createHash('md5').update(bytes).digest('hex')}-${bytes.byteLength}`,
      }),
    remove: async (name) => (await removeAll([name])).length > 0,
    removeAll,
  };
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(name: string): readonly string[] {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** A name as a filter rule takes it; a backslash counts only where there is something to be escaped. */
function escapeRule(name: string): string {
  return name.replace(/[*?[\]]/gu, '\\$&');
}

async function linkReadable(
  file: string,
  { own, where }: { readonly own: string; readonly where: string },
): Promise<void> {
  try {
    await (await openFile(file)).close();
    await symlink(path.resolve(file), own);
  } catch (cause) {
    throw new LectorError('E_WRITE', `${where} cannot be put: its source cannot be read.`, {
      hint: 'run the same command again.',
      cause,
    });
  }
}

function missing(cause: unknown): LectorError {
  return new LectorError('E_PROGRAM', 'rsync is not installed, or not on the search path.', {
    hint: 'install rsync 3.2.3 or newer here and on the server, or publish with target: sftp.',
    cause,
  });
}

/** Exit codes of rsync(1): 23 and 11 are about files, all others about the connection or the call. */
function failed({ exitCode, stderr, place }: { exitCode: number; stderr: string; place: string }): LectorError {
  const said = stderr.trim().split('\n').slice(0, 3).join(' ');
  if (/No space left|Disk quota/u.test(stderr))
    return new LectorError('E_DISK', `${place}: the disk is full.`, { hint: 'free some space there and run again.' });
  if (/Permission denied \(publickey|Host key verification failed/u.test(stderr))
    return new LectorError('E_PUBLISH_REFUSED', `${place}: ${said}`, {
      hint: 'see that ssh to this host works without a question, as by ssh -oBatchMode=yes HOST true.',
    });
  if (exitCode === 23 || exitCode === 11)
    return new LectorError('E_WRITE', `${place}: ${said}`, { hint: 'give this user the right to write there.' });
  return new LectorError('E_PUBLISH', `${place}: rsync ended with status ${exitCode}: ${said}`, {
    hint: 'run the same command again: it goes on where it stopped.',
  });
}
