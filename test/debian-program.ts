import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Path of a program at one of these places; installs a package of Debian where there is none. Throws when that fails: such tests never skip. */
export function requireProgram(places: readonly string[], debianPackage: string): string {
  const find = (): string | undefined => places.find((place) => existsSync(place));
  const installed = find();
  if (installed !== undefined) return installed;
  const install = ['install', '-y', '--no-install-recommends', debianPackage];
  const options = { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '-q'], options);
  const { status, stderr, error } = spawnSync('apt-get', install, options);
  const found = find();
  if (found !== undefined) return found;
  const reason = error?.message ?? stderr.split('\n').slice(-4).join('\n');
  throw new Error(
    `No ${places.join(' or ')}, and "apt-get ${install.join(' ')}" ended with ${String(status)}: ${reason}`,
  );
}
