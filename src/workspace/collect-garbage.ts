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
export function collectGarbage(options: {
  readonly clips: ClipCache;
  /** What is published now. */
  readonly published: Pick<Manifest, 'episodes'> | undefined;
  readonly stateDir: string;
  readonly now: () => Date;
  readonly warn: Warn;
}): Promise<SweepResult> {
  const { clips, published, stateDir, now, warn } = options;
  const oldest = new Date(now().getTime() - KEPT_DAYS * MS_PER_DAY);
  // Five manifests of a long show take seconds to read: most runs have nothing to remove.
  return clips.sweep(clipsOf(published ? [published] : []), oldest, async () => {
    const { manifests, isComplete } = await readKeptManifests(stateDir);
    if (isComplete) return clipsOf(manifests);
    const message = `${stateDir}: a kept manifest is damaged; no unused clips are removed until five newer ones are there.`;
    warn(warning('W_STATE_REBUILT', message));
    return undefined;
  });
}

function clipsOf(manifests: readonly Pick<Manifest, 'episodes'>[]): ReadonlySet<string> {
  return new Set(manifests.flatMap(({ episodes }) => episodes.flatMap(({ clipKeys }) => clipKeys)));
}
