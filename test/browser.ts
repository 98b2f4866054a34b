import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome'];
const INSTALL = ['install', '-y', '--no-install-recommends', 'chromium'];
/** As root, without a network of its own and without asking home. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

/** Path of a Chromium; installs Debian's where there is none. Throws when that fails: browser tests never skip. */
export function requireChromium(): string {
  const installed = findChromium();
  if (installed !== undefined) return installed;
  const options = { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update', '-q'], options);
  const { status, stderr, error } = spawnSync('apt-get', INSTALL, options);
  const found = findChromium();
  if (found !== undefined) return found;
  const reason = error?.message ?? stderr.split('\n').slice(-4).join('\n');
  throw new Error(`No Chromium, and "apt-get ${INSTALL.join(' ')}" ended with ${String(status)}: ${reason}`);
}

/** A headless browser; close it when done. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: requireChromium(), args: ARGUMENTS, headless: true });
}

function findChromium(): string | undefined {
  return PATHS.find((path) => existsSync(path));
}
