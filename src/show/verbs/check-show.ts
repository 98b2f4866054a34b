import { checkTarget } from '../../check/check-output.js';
import type { Config } from '../../config.js';
import type { Finding } from '../../model/finding.js';
import { openTarget } from '../../publish/targets/index.js';
import { findFfmpeg } from '../../run-tool.js';
import { ffmpegOptionsOf } from '../ffmpeg-options-of.js';
import type { ShowPorts } from '../read-show.js';

/** Every check there is, on what is published; with decoding every audio file is counted to the sample. */
export async function checkShow(
  config: Config,
  { environment, now, target }: ShowPorts,
  { isDecoding = false }: { readonly isDecoding?: boolean },
): Promise<readonly Finding[]> {
  const ffmpeg = isDecoding ? await findFfmpeg(ffmpegOptionsOf({ config, environment })) : undefined;
  return checkTarget({ target: target ?? openTarget(config), now: now(), ...(ffmpeg && { ffmpeg }) });
}
