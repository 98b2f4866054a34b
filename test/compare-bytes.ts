import { expect } from 'vitest';

// Bytes are compared as bytes: one by one, as any other list, a published file takes seconds.
expect.addEqualityTesters([
  (one: unknown, other: unknown) => (Buffer.isBuffer(one) && Buffer.isBuffer(other) ? one.equals(other) : undefined),
]);
