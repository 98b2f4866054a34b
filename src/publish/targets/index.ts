import { LectorError } from '../../errors.js';
import { PUBLISH_TARGET_VERSION, type PublishTarget } from '../target.js';
import { openFolderTarget } from './folder.js';

/** What the configuration, or a caller, says of where a show is published to. */
export type TargetOptions = {
  /** Absolute path of a folder. */
  readonly outDir: string;
  /** A target of the caller's own, which takes the place of those that are built in. */
  readonly target?: PublishTarget;
};

/** Every kind of place there is, each with how it is opened; opening touches nothing. */
const TARGETS = {
  folder: ({ outDir }: TargetOptions) => openFolderTarget(outDir),
} as const satisfies Record<string, (options: TargetOptions) => PublishTarget>;

/**
 * The target a show is published to.
 *
 * @throws {@link LectorError} `E_CONFIG` when the caller's own was written for another version of the contract.
 */
export function openTarget(options: TargetOptions): PublishTarget {
  const { target } = options;
  if (!target) return TARGETS.folder(options);
  const version: number = target.specificationVersion;
  if (version === PUBLISH_TARGET_VERSION) return target;
  throw new LectorError(
    'E_CONFIG',
    `the publish target ${target.name} has version ${version}; this program knows ${PUBLISH_TARGET_VERSION}.`,
    { hint: 'use one that was made for this Lector.' },
  );
}
