import { readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { orderFiles, ProjectsInOrder } from './test/order.js';

const TESTS = path.join(import.meta.dirname, 'test');
/** Of Debian's programs, which `npm run test:clients` installs and runs. */
const ELSEWHERE = `clients${path.sep}`;
/** A worker keeps what its files have loaded; after so many of them, on all cores, a fresh one begins. */
const MOST_FILES_TOGETHER = 70;

const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.test.ts') && !file.startsWith(ELSEWHERE),
);
/**
 * What replaces a module replaces it for whoever has loaded what imports it, what takes times would take those of a
 * memory that others filled, and `e2e` starts and kills whole programs.
 */
const NEEDS_ITS_OWN_WORKER =
  /\bvi\.(?:mock|resetModules)\(|\bprocess\.(?:cpuUsage|memoryUsage)\(|\bperformance\.now\(/u;
const needsItsOwnWorker = (file: string): boolean =>
  /^e2e[\\/]/u.test(file) || NEEDS_ITS_OWN_WORKER.test(readFileSync(path.join(TESTS, file), 'utf8'));
const alone = files.filter(needsItsOwnWorker);
const together = orderFiles(files.filter((file) => !alone.includes(file)));
const include = (some: readonly string[]): string[] => some.map((file) => `test/${file.replaceAll(path.sep, '/')}`);

/** What every project has; the rest is the whole run's. */
const shared = { setupFiles: ['./test/compare-bytes.ts'], testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    reporters: ['default', './test/count-reporter.ts'],
    globalSetup: ['./test/global-setup.ts'],
    sequence: { sequencer: ProjectsInOrder },
    // One more than cores: a third of the time a test waits, for programs and services. Yet more only fight each other.
    maxWorkers: Math.min(8, os.availableParallelism() + 1),
    projects: [
      { test: { ...shared, name: 'alone', include: include(alone) } },
      ...Array.from({ length: Math.ceil(together.length / MOST_FILES_TOGETHER) }, (_, index) => {
        const some = together.slice(index * MOST_FILES_TOGETHER, (index + 1) * MOST_FILES_TOGETHER);
        // Loading the program anew for each file costs as much as most files' tests.
        return { test: { ...shared, name: `together ${index + 1}`, include: include(some), isolate: false } };
      }),
    ],
  },
});
