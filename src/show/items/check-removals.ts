import { LectorError, warning } from '../../errors.js';
import type { Warn } from '../../model/finding.js';
import { documentOf, isAddress } from '../../model/publication/identity.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';

/** More than this at once is more likely a wrong folder than a wish. */
const MAX_REMOVALS = 5;
const MAX_REMOVED_SHARE = 0.1;

/**
 * What happens to episodes whose source is gone: they stay, with a warning, unless pruning was asked for. One whose
 * source is there and was refused stays as it was, and so does one that fell off the end of a feed.
 *
 * @returns The records that stay.
 * @throws {@link LectorError} `E_REMOVED` when pruning would take out more than 10 % or five episodes.
 */
export function checkRemovals(input: {
  orphans: readonly EpisodeRecord[];
  recordCount: number;
  /** Files that are held back now. */
  heldFiles: readonly string[];
  /** Files something was refused in. */
  refusedFiles: readonly string[];
  /** Whether a document is still one of the sources: a feed that holds an item no more did not take it back. */
  isSource: (document: string) => boolean;
  options: { readonly isPruning?: boolean; readonly maxRemovals?: number };
  warn: Warn;
}): readonly EpisodeRecord[] {
  const { recordCount, options, warn } = input;
  const hasSource = ({ location }: EpisodeRecord): boolean =>
    (isAddress(location) || location.includes('#')) && input.isSource(documentOf(location));
  const isRefused = ({ location }: EpisodeRecord): boolean =>
    input.refusedFiles.some((file) => concerns(file, location));
  const staying = input.orphans.filter((record) => hasSource(record) || isRefused(record));
  const orphans = input.orphans.filter((record) => !staying.includes(record));
  if (options.isPruning !== true) {
    for (const { title, location } of orphans) {
      const why = input.heldFiles.includes(location) ? 'is held back now' : 'is gone';
      warn(
        warning('W_SOURCE_GONE', `the source of "${title}" ${why}; the episode stays.`, {
          hint: 'run with --prune to take it out.',
          place: { file: location },
        }),
      );
    }
    return [...staying, ...orphans];
  }
  const limit = options.maxRemovals ?? Math.min(MAX_REMOVALS, Math.max(1, Math.floor(recordCount * MAX_REMOVED_SHARE)));
  if (orphans.length > limit) {
    throw new LectorError('E_REMOVED', `${orphans.length} of ${recordCount} episodes would be taken out.`, {
      hint: `check the source folder; if this is meant, run with --prune --allow-remove ${orphans.length}.`,
    });
  }
  return staying;
}

/** Whether a file is the source of an episode, lies beside it (chapters, audio), holds it (a feed), or is its folder. */
export function concerns(file: string, location: string): boolean {
  return stemOf(file) === stemOf(location) || location.startsWith(`${file}/`);
}

function stemOf(location: string): string {
  return location.replace(/#.*$/u, '').replace(/(?:\.chapters)?\.[^./]+$/u, '');
}
