import { spawn } from 'node:child_process';

/** How each system opens an address in the browser its user has chosen; every other has what freedesktop.org names. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: 'open', win32: 'explorer.exe' };

/**
 * Opens an address in the user's browser, which lives on when this program ends.
 *
 * @returns Whether there was a program to do it; what becomes of the page nobody says.
 */
export function openAddress(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(OPENERS[process.platform] ?? 'xdg-open', [url], { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
    child.unref();
  });
}
