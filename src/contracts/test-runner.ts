/**
 * What a contract needs of a test runner, whichever it is: `import { afterAll, describe, it } from 'vitest'`, or
 * `{ describe, it, afterAll: after }` of `node:test`. What is wrong is thrown by `node:assert`, which all of them show.
 */
export type TestRunner = {
  readonly describe: (name: string, body: () => void) => unknown;
  readonly it: (name: string, body: () => Promise<void> | void) => unknown;
  readonly afterAll: (body: () => Promise<void>) => unknown;
};
