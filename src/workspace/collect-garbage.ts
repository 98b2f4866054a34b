import { warning } from '../errors.js';
import type { Warn } from '../model/finding.js';
import type { Manifest } from '../model/publication/manifest.js';
import type { ClipCache } from './clip-cache.js';
import { readKeptManifests } from './manifest-store.js';

export type SweepResult = { readonly removedCount: number; readonly freedBytes: number };

/** A clip no manifest names may be of an article that could not be published yet, and is paid for. */
const KEPT_DAYS = 30;
const MS_PER_DAY = 86_400_000;

/** Removes clips nothing needs; when it is not sure what the last manifests name, it removes none. */
export async function collectGarbage(options: {
  readonly clips: ClipCache;
  /** What is published now. */
  readonly published: Manifest | undefined;
  readonly stateDir: string;
  readonly now: () => Date;
  readonly warn: Warn;
}): Promise<SweepResult> {
  const { manifests, isComplete } = await readKeptManifests(options.stateDir);
  const { published } = options;
  if (!isComplete) {
    const message = `${options.stateDir}: a kept manifest is damaged; no unused clips are removed until five newer ones are there.`;
    options.warn(warning('W_STATE_REBUILT', message));
    return { removedCount: 0, freedBytes: 0 };
  }
  const all = published ? [...manifests, published] : manifests;
  const named = new Set(all.flatMap(({ episodes }) => episodes.flatMap(({ clipKeys }) => clipKeys)));
  return options.clips.sweep(named, new Date(options.now().getTime() - KEPT_DAYS * MS_PER_DAY));
}
