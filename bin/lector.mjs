#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

// On a machine with much memory V8 lets what nobody needs any more grow to several times what is needed.
setFlagsFromString('--heap-growing-percent=30');

const program = new URL('../dist/cli.js', import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write('error: Lector is not compiled yet. Fix: run "npm ci" in its folder.\n');
  process.exitCode = 7;
}
