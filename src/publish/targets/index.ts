import type { PublishTarget } from '../target.js';
import { openFolderTarget } from './folder.js';
import { openS3Target } from './s3.js';
import type { S3Place } from './s3/send.js';

/** What the configuration says of where a show is built. */
export type TargetOptions = {
  /** Absolute path of a folder. */
  readonly outDir: string;
};

/** A place a show is brought to, with everything that has to be known to open it. */
export type PlaceOptions =
  | {
      readonly target: 'folder';
      /** Absolute path. */
      readonly path: string;
    }
  | ({ readonly target: 's3' } & S3Place);

export type PlacePorts = { readonly signal?: AbortSignal };

/** Every kind of place there is, each with how it is opened; opening touches nothing. */
const TARGETS: {
  readonly [Kind in PlaceOptions['target']]: (
    options: Extract<PlaceOptions, { target: Kind }>,
    ports: PlacePorts,
  ) => PublishTarget;
} = {
  folder: ({ path }) => openFolderTarget(path),
  s3: openS3Target,
};

/** The output folder. */
export function openTarget({ outDir }: TargetOptions): PublishTarget {
  return openFolderTarget(outDir);
}

/** A place a show is brought to. */
export function openPlace<Kind extends PlaceOptions['target']>(
  options: Extract<PlaceOptions, { target: Kind }>,
  ports: PlacePorts,
): PublishTarget {
  const open = TARGETS[options.target as Kind];
  return open(options, ports);
}
