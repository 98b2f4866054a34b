import type { PublishTarget } from './target.js';
import { openFolderTarget } from './targets/folder.js';

/** What the configuration says of where a show is built. */
export type TargetOptions = {
  /** Absolute path of a folder. */
  readonly outDir: string;
};

/** The output folder. It stands apart from the places a show is brought to, which take far more to be opened. */
export function openTarget({ outDir }: TargetOptions): PublishTarget {
  return openFolderTarget(outDir);
}
