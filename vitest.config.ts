import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Programs of Debian, which `npm run test:clients` installs and runs.
    exclude: [...configDefaults.exclude, 'test/clients/**'],
    reporters: ['default', './test/count-reporter.ts'],
    globalSetup: ['./test/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores: more workers only fight each other over ffmpeg and synthesis.
    maxWorkers: 2,
  },
});
