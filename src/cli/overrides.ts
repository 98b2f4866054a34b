import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config, ConfigOverrides } from '../config.js';
import { present } from '../model/present.js';
import type { Session } from './session.js';

/** Flags that stand for keys of the configuration. */
export type OverrideFlags = {
  readonly out?: string;
  readonly engine?: string;
  readonly voice?: string;
  readonly concurrency?: number;
  readonly budget?: number | boolean;
};

/** The configuration for a folder of articles, or for one article alone: then `only` is its path below the project. */
export async function configFor(
  source: string | undefined,
  { session, flags }: { readonly session: Session; readonly flags: OverrideFlags },
): Promise<{ readonly config: Config; readonly only: string | undefined }> {
  const file = await fileOf(source, session.cwd);
  const config = await session.config(overridesOf(file === undefined ? source : undefined, flags));
  return { config, only: file && path.relative(config.root, file).replaceAll(path.sep, '/') };
}

/** The one article that is asked for, as an absolute path; nothing for a folder. */
async function fileOf(source: string | undefined, cwd: string): Promise<string | undefined> {
  if (source === undefined) return undefined;
  const file = path.resolve(cwd, source);
  return (await stat(file).catch(() => undefined))?.isFile() === true ? file : undefined;
}

/** What the flags of `build` and `plan` set over the file. */
function overridesOf(source: string | undefined, flags: OverrideFlags): ConfigOverrides {
  return {
    ...present({ source, outDir: flags.out, engine: flags.engine, voice: flags.voice, concurrency: flags.concurrency }),
    ...(typeof flags.budget === 'number' && { maxUsd: flags.budget }),
    ...(flags.budget === false && { maxUsd: Number.POSITIVE_INFINITY }),
  };
}
