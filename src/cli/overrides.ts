import type { ConfigOverrides } from '../config.js';
import { present } from '../model/present.js';

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
    ...present({ source, outDir: flags.out, engine: flags.engine, voice: flags.voice, concurrency: flags.concurrency }),
    ...(typeof flags.budget === 'number' && { maxUsd: flags.budget }),
    ...(flags.budget === false && { maxUsd: Number.POSITIVE_INFINITY }),
  };
}
