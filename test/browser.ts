import { chromium, type Browser } from 'playwright-core';
import { requireProgram } from './debian-program.js';

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

/** Path of a Chromium; installs Debian's where there is none. */
export function requireChromium(): string {
  return requireProgram('chromium');
}

/** A headless browser; close it when done. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: requireChromium(), args: ARGUMENTS, headless: true });
}
