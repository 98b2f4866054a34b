import type { ConfigOverrides } from '../config.js';

/** Flags that stand for keys of the configuration. */
export type OverrideFlags = {
  readonly out?: string;
  readonly engine?: string;
  readonly voice?: string;
  readonly concurrency?: number;
  readonly budget?: number | boolean;
};

/** What the flags of `build` and `plan` set over the file. */
export function overridesOf(source: string | undefined, flags: OverrideFlags): ConfigOverrides {
  return {
    ...(source !== undefined && { source }),
    ...(flags.out !== undefined && { outDir: flags.out }),
    ...(flags.engine !== undefined && { engine: flags.engine }),
    ...(flags.voice !== undefined && { voice: flags.voice }),
    ...(flags.concurrency !== undefined && { concurrency: flags.concurrency }),
    ...(typeof flags.budget === 'number' && { maxUsd: flags.budget }),
    ...(flags.budget === false && { maxUsd: Number.POSITIVE_INFINITY }),
  };
}
