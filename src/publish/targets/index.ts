import type { Warn } from '../../model/finding.js';
import type { PublishTarget } from '../target.js';
import { openFolderTarget } from './folder.js';
import { openGitTarget } from './git.js';
import type { GitPlace } from './git/repository.js';
import { openRsyncTarget, type RsyncPlace } from './rsync.js';
import { openS3Target } from './s3.js';
import { openSftpTarget } from './sftp.js';
import type { SftpPlace } from './sftp/session.js';
import type { S3Place } from '../../bucket/send.js';

/** A place a show is brought to, with everything that has to be known to open it. */
export type PlaceOptions =
  | {
      readonly target: 'folder';
      /** Absolute path. */
      readonly path: string;
    }
  | ({ readonly target: 's3' } & S3Place)
  | ({ readonly target: 'rsync' } & RsyncPlace)
  | ({ readonly target: 'sftp' } & SftpPlace)
  | ({ readonly target: 'git' } & GitPlace);

export type PlacePorts = {
  readonly signal?: AbortSignal;
  /** Of programs that are started. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly warn?: Warn;
};

/** Every kind of place there is, each with how it is opened; opening touches nothing. */
const TARGETS: {
  readonly [Kind in PlaceOptions['target']]: (
    options: Extract<PlaceOptions, { target: Kind }>,
    ports: PlacePorts,
  ) => PublishTarget;
} = {
  folder: ({ path }) => openFolderTarget(path),
  s3: openS3Target,
  rsync: openRsyncTarget,
  sftp: openSftpTarget,
  git: openGitTarget,
};

/** A place a show is brought to. */
export function openPlace<Kind extends PlaceOptions['target']>(
  options: Extract<PlaceOptions, { target: Kind }>,
  ports: PlacePorts,
): PublishTarget {
  const open = TARGETS[options.target as Kind];
  return open(options, ports);
}
