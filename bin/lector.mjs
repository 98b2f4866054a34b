#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/cli.js', import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write('error: Lector is not compiled yet. Fix: run "npm ci" in its folder.\n');
  process.exitCode = 7;
}
