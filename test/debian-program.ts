import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A program, or another file of a package, that tests need: where it may lie, and the package of Debian that has it. */
export type DebianProgram = { readonly places: readonly string[]; readonly debianPackage: string };

/** What `npm test` needs of Debian. */
const PROGRAMS = {
  chromium: {
    places: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome'],
    debianPackage: 'chromium',
  },
  ffmpeg: { places: ['/usr/bin/ffmpeg'], debianPackage: 'ffmpeg' },
  ffprobe: { places: ['/usr/bin/ffprobe'], debianPackage: 'ffmpeg' },
  git: { places: ['/usr/bin/git', '/usr/local/bin/git'], debianPackage: 'git' },
  mp3val: { places: ['/usr/bin/mp3val'], debianPackage: 'mp3val' },
  mutagen: { places: ['/usr/lib/python3/dist-packages/mutagen/__init__.py'], debianPackage: 'python3-mutagen' },
  openssl: { places: ['/usr/bin/openssl'], debianPackage: 'openssl' },
  opusinfo: { places: ['/usr/bin/opusinfo'], debianPackage: 'opus-tools' },
  python3: { places: ['/usr/bin/python3'], debianPackage: 'python3' },
  redis: {
    places: ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/usr/bin/valkey-server'],
    debianPackage: 'redis-server',
  },
  rsync: { places: ['/usr/bin/rsync', '/usr/local/bin/rsync'], debianPackage: 'rsync' },
  sftp: { places: ['/usr/bin/sftp'], debianPackage: 'openssh-client' },
  sftpServer: {
    places: ['/usr/lib/openssh/sftp-server', '/usr/libexec/sftp-server'],
    debianPackage: 'openssh-sftp-server',
  },
} as const satisfies Record<string, DebianProgram>;

/** Test files run side by side, and apt lets one install at a time; their folder for temporary files is another. */
const LOCK = '/tmp/lector-apt.lock';
const INSTALL = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends'] as const;
const environment = (): NodeJS.ProcessEnv => ({ ...process.env, DEBIAN_FRONTEND: 'noninteractive' });

/** Path of a program that `npm test` needs; see {@link requireDebianProgram}. */
export function requireProgram(name: keyof typeof PROGRAMS): string {
  return requireDebianProgram(PROGRAMS[name]);
}

/** Path of a program; installs its package where there is none. Throws when that fails: such tests never skip. */
export function requireDebianProgram(program: DebianProgram): string {
  const installed = find(program);
  if (installed !== undefined) return installed;
  const options = { encoding: 'utf8', env: environment() } as const;
  // Waits for what installs already, which may be this.
  spawnSync('flock', [LOCK, 'true'], options);
  if (find(program) === undefined) spawnSync('flock', [LOCK, 'apt-get', 'update', '-q'], options);
  const words = [...INSTALL, program.debianPackage];
  const { status, stderr, error } = spawnSync('flock', [LOCK, 'apt-get', ...words], options);
  const found = find(program);
  if (found !== undefined) return found;
  const reason = error?.message ?? stderr.split('\n').slice(-4).join('\n');
  throw new Error(
    `No ${program.places.join(' or ')}, and "apt-get ${words.join(' ')}" ended with ${String(status)}: ${reason}`,
  );
}

/** Begins to install whatever is missing, so that tests which need none of it run meanwhile; what fails is told by who needs it. */
export function beginInstalling(): void {
  const missing = Object.values(PROGRAMS).filter((program) => find(program) === undefined);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map(({ debianPackage }) => debianPackage))];
  const install = ['apt-get', ...INSTALL, ...packages].join(' ');
  // Of its own: it goes on installing whatever becomes of the tests, for half a package is worse than one too many.
  const child = spawn('flock', [LOCK, 'sh', '-c', `apt-get update -q && ${install}`], {
    stdio: 'ignore',
    env: environment(),
    detached: true,
  });
  child.on('error', () => undefined);
  child.unref();
}

function find({ places }: DebianProgram): string | undefined {
  return places.find((place) => existsSync(place));
}
