import { isLectorError, LectorError } from '../../../errors.js';
import { runProgram } from '../../../run-tool.js';
import { makeTemporaryName } from '../../../workspace.js';

/** A folder on a server that speaks SFTP. */
export type SftpPlace = {
  /** `me@example.org`, or a name of `~/.ssh/config`. */
  readonly host: string;
  /** Absolute path on the server, without a slash at its end. */
  readonly path: string;
  readonly port?: number;
  /** Absolute path of a private key. */
  readonly identityFile?: string;
  /** Folder of this machine for what is on its way. */
  readonly cacheDir: string;
};

export type SftpPorts = {
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** In place of ssh. */
  readonly sshProgram?: string;
};

export type SftpEntry = {
  /** Below the place. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly sizeBytes: number;
  /** As it is shown: by the minute. */
  readonly time: string;
};

const TIMEOUT_MS = 3_600_000;

export type Sftp = {
  /** Runs commands of sftp(1), one after the other, until one fails that does not begin with a hyphen. */
  run(commands: readonly string[], options?: { readonly mayMiss?: boolean }): Promise<string>;
  absolute(name: string): string;
  /** Commands that put a file under a name when all of it is there. */
  place(source: string, name: string): readonly string[];
  /** What lies in folders, by their paths below the place; those that are not there are empty. */
  list(folders: readonly string[]): Promise<readonly SftpEntry[]>;
  makeRoot(): Promise<void>;
};

/** A word of a command; what stands in quotes is no pattern. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/gu, '\\$&')}"`;
}

export function openSftp(place: SftpPlace, { environment = {}, signal, sshProgram }: SftpPorts): Sftp {
  const absolute = (name: string): string => (name === '' ? place.path : `${place.path}/${name}`);

  async function run(commands: readonly string[], { mayMiss = false } = {}): Promise<string> {
    const { exitCode, stdout, stderr } = await runProgram({
      program: 'sftp',
      args: [
        '-b',
        '-',
        ...(sshProgram === undefined ? [] : ['-S', sshProgram]),
        ...['-oBatchMode=yes', '-oConnectTimeout=20'],
        ...(place.port === undefined ? [] : ['-P', String(place.port)]),
        ...(place.identityFile === undefined ? [] : ['-i', place.identityFile]),
        '--',
        place.host,
      ],
      stdin: `${commands.join('\n')}\n`,
      timeoutMs: TIMEOUT_MS,
      env: { ...environment, LC_ALL: 'C.UTF-8' },
      ...(signal && { signal }),
    }).catch((error: unknown) => {
      throw isLectorError(error) && /ENOENT/u.test(error.message) ? missing(error) : error;
    });
    if (exitCode === 0 || (mayMiss && /No such file|not found/u.test(stderr))) return stdout.toString('utf8');
    throw failed(stderr, place);
  }

  return {
    run,
    absolute,
    place(source, name) {
      const folder = absolute(name).replace(/\/[^/]*$/u, '');
      const temporary = `${folder}/${makeTemporaryName()}`;
      return [
        `put ${quote(source)} ${quote(temporary)}`,
        `-chmod 644 ${quote(temporary)}`,
        `rename ${quote(temporary)} ${quote(absolute(name))}`,
      ];
    },
    async list(folders) {
      if (folders.length === 0) return [];
      const said = await run(folders.map((folder) => `-ls -lan ${quote(absolute(folder))}`));
      const entries: SftpEntry[] = [];
      let at = -1;
      for (const line of said.split('\n')) {
        // Each command is repeated before what it says.
        if (line.startsWith('sftp> ')) at += 1;
        const [, kind, size, time = '', shown = ''] =
          /^([-d])\S+\s+\S+\s+\S+\s+\S+\s+(\d+)\s+(\w{3}\s+\d+\s+[\d:]+)\s(.+)$/u.exec(line.trimEnd()) ?? [];
        const name = shown.slice(shown.lastIndexOf('/') + 1);
        const folder = folders[at];
        if (kind === undefined || folder === undefined || name === '.' || name === '..') continue;
        const below = folder === '' ? name : `${folder}/${name}`;
        entries.push({ path: below, isFolder: kind === 'd', sizeBytes: Number(size), time });
      }
      return entries;
    },
    async makeRoot() {
      const parts = place.path.split('/').slice(1);
      await run(parts.map((_, index) => `-mkdir ${quote(`/${parts.slice(0, index + 1).join('/')}`)}`));
    },
  };
}

function missing(cause: unknown): LectorError {
  return new LectorError('E_PROGRAM', 'sftp is not installed, or not on the search path.', {
    hint: 'install the OpenSSH client.',
    cause,
  });
}

function failed(stderr: string, { host }: SftpPlace): LectorError {
  const said = stderr.trim().split('\n').slice(-3).join(' ');
  if (/Permission denied \(|Host key verification failed/u.test(stderr))
    return new LectorError('E_PUBLISH_REFUSED', `${host}: ${said}`, {
      hint: 'see that sftp to this host works without a question, as by sftp -oBatchMode=yes HOST.',
    });
  if (/No space left|quota/iu.test(stderr))
    return new LectorError('E_DISK', `${host}: the disk is full.`, { hint: 'free some space there and run again.' });
  if (/Permission denied|Failure|Couldn't|dest open|remote (?:open|mkdir|rename)/u.test(stderr))
    return new LectorError('E_WRITE', `${host}: ${said}`, { hint: 'give this user the right to write there.' });
  return new LectorError('E_PUBLISH', `${host}: ${said}`, {
    hint: 'run the same command again: it goes on where it stopped.',
  });
}
