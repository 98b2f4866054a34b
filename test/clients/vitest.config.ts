import { defineConfig } from 'vitest/config';

/** `npm run test:clients`: programs of Debian subscribe to the preview; they are installed where they are missing. */
export default defineConfig({
  test: { include: ['test/clients/*.test.ts'], testTimeout: 120_000, hookTimeout: 300_000 },
});
