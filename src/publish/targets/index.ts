import type { PublishTarget } from '../target.js';
import { openFolderTarget } from './folder.js';

/** What the configuration says of where a show is published to. */
export type TargetOptions = {
  /** Absolute path of a folder. */
  readonly outDir: string;
};

/** Every kind of place there is, each with how it is opened; opening touches nothing. */
const TARGETS = {
  folder: ({ outDir }: TargetOptions) => openFolderTarget(outDir),
} as const satisfies Record<string, (options: TargetOptions) => PublishTarget>;

/** The target a configuration names. */
export function openTarget(options: TargetOptions): PublishTarget {
  return TARGETS.folder(options);
}
