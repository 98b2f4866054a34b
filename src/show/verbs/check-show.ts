import { checkTarget } from '../../check/check-output.js';
import type { Config } from '../../config.js';
import type { CheckProfile } from '../../model/codes/check-profiles.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { openTarget } from '../../publish/open-target.js';
import { findFfmpeg } from '../../run-tool.js';
import { ffmpegOptionsOf } from '../ffmpeg-options-of.js';
import type { ShowPorts } from '../read-show.js';

/** What is asked of a check. */
export type CheckRequest = {
  /** Decodes every audio file and counts its samples; slow. */
  readonly isDecoding?: boolean;
  /** Whose rules the feed is judged by; all there are unless given. */
  readonly profiles?: readonly CheckProfile[];
};

/** Every check there is, on what is published; with decoding every audio file is counted to the sample. */
export async function checkShow(
  config: Config,
  { environment, now, target }: ShowPorts,
  { isDecoding = false, profiles }: CheckRequest,
): Promise<readonly Finding[]> {
  const ffmpeg = isDecoding ? await findFfmpeg(ffmpegOptionsOf({ config, environment })) : undefined;
  return checkTarget({ target: target ?? openTarget(config), now: now(), ...present({ ffmpeg, profiles }) });
}
