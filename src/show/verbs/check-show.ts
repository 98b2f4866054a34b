import { checkTarget } from '../../check/check-output.js';
import type { Config } from '../../config.js';
import type { CheckProfile } from '../../model/codes/check-profiles.js';
import type { Finding } from '../../model/finding.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import { present } from '../../model/present.js';
import { openTarget } from '../../publish/open-target.js';
import { findFfmpeg } from '../../run-tool.js';
import { fetchOptionsOf } from '../fetch-options-of.js';
import { ffmpegOptionsOf } from '../ffmpeg-options-of.js';
import type { ShowPorts } from '../read-show.js';
import { feedUrlOf } from '../show-of.js';

/** What is asked of a check. */
export type CheckRequest = {
  /** Decodes every audio file and counts its samples; slow. */
  readonly isDecoding?: boolean;
  /** Checks what is served at `baseUrl` as well. */
  readonly isOnline?: boolean;
  /** Whose rules the feed is judged by; all there are unless given. */
  readonly profiles?: readonly CheckProfile[];
};

/** Every check there is, on what is published; with decoding every audio file is counted to the sample. */
export async function checkShow(
  config: Config,
  { environment, now, target, signal, warn }: ShowPorts,
  { isDecoding = false, isOnline = false, profiles }: CheckRequest,
): Promise<readonly Finding[]> {
  const isHearing = isDecoding || isOnline;
  const ffmpeg = isHearing ? await findFfmpeg(ffmpegOptionsOf({ config, environment })) : undefined;
  const from = target ?? openTarget(config);
  const asked = { now: now(), ...present({ profiles }) };
  const findings = await checkTarget({ target: from, ...asked, ...(isDecoding && present({ ffmpeg })) });
  if (!isOnline) return findings;
  const { checkOnline } = await import('../../check/online/check-online.js');
  const served = await checkOnline(feedUrlOf(config), {
    now,
    fetch: fetchOptionsOf(config, { now, signal, warn }),
    ...present({ ffmpeg, profiles, published: await from.read(PUBLISHED.feed) }),
  });
  return [...findings, ...served, ...(await checkMoved(config, { now, signal, warn }))];
}

/** Both ends of a move, while lector.yaml speaks of one. */
async function checkMoved(
  config: Config,
  { now, signal, warn }: Pick<ShowPorts, 'now' | 'signal' | 'warn'>,
): Promise<readonly Finding[]> {
  const { movedFrom, newFeedUrl } = config;
  const here = feedUrlOf(config);
  const old = movedFrom === undefined ? undefined : feedUrlOf({ ...config, baseUrl: movedFrom });
  const move = newFeedUrl === undefined ? old && { from: old, to: here } : { from: here, to: newFeedUrl };
  if (!move) return [];
  const { checkMove } = await import('../../check/online/check-move.js');
  return checkMove(move, { now, fetch: fetchOptionsOf(config, { now, signal, warn }) });
}
