import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Test files run side by side, and apt lets one install at a time. */
const LOCK = path.join(os.tmpdir(), 'lector-apt.lock');

/** Path of a program at one of these places; installs a package of Debian where there is none. Throws when that fails: such tests never skip. */
export function requireProgram(places: readonly string[], debianPackage: string): string {
  const find = (): string | undefined => places.find((place) => existsSync(place));
  const installed = find();
  if (installed !== undefined) return installed;
  const install = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', debianPackage];
  const options = { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('flock', [LOCK, 'apt-get', 'update', '-q'], options);
  const { status, stderr, error } = spawnSync('flock', [LOCK, 'apt-get', ...install], options);
  const found = find();
  if (found !== undefined) return found;
  const reason = error?.message ?? stderr.split('\n').slice(-4).join('\n');
  throw new Error(
    `No ${places.join(' or ')}, and "apt-get ${install.join(' ')}" ended with ${String(status)}: ${reason}`,
  );
}
