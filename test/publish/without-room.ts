import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { vi, type MockInstance } from 'vitest';

/** Lets the disk be full for what holds a text and is written into a folder. */
export async function withoutRoomFor(
  { mark, folder }: { readonly mark: string; readonly folder: string },
  work: () => Promise<unknown>,
): Promise<void> {
  const open = fs.openSync.bind(fs);
  const write = fs.writeSync.bind(fs) as (descriptor: number, bytes: Uint8Array, ...rest: number[]) => number;
  const names = new Map<number, string>();
  vi.spyOn(fs, 'openSync').mockImplementation((file, ...rest) => {
    const descriptor = open(file, ...rest);
    names.set(descriptor, String(file));
    return descriptor;
  });
  const takesNothing = (descriptor: number, bytes: Uint8Array): boolean =>
    names.get(descriptor)?.startsWith(folder) === true && Buffer.from(bytes).includes(mark);
  const spy = vi.spyOn(fs, 'writeSync') as unknown as MockInstance<typeof write>;
  spy.mockImplementation((descriptor, bytes, ...rest) =>
    takesNothing(descriptor, bytes) ? 0 : write(descriptor, bytes, ...rest),
  );
  syncBuiltinESMExports();
  try {
    await work();
  } finally {
    vi.restoreAllMocks();
    syncBuiltinESMExports();
  }
}
