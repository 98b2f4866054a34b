import os from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { WholeShowsFirst } from './test/whole-shows-first.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Programs of Debian, which `npm run test:clients` installs and runs.
    exclude: [...configDefaults.exclude, 'test/clients/**'],
    reporters: ['default', './test/count-reporter.ts'],
    globalSetup: ['./test/global-setup.ts'],
    setupFiles: ['./test/compare-bytes.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    sequence: { sequencer: WholeShowsFirst },
    // One a core: more only fight each other over ffmpeg and synthesis, and some tests measure how long things take.
    maxWorkers: Math.min(8, os.availableParallelism()),
  },
});
