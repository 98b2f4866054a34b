import { checkOutput } from '../../check/check-output.js';
import type { Config } from '../../config.js';
import type { Finding } from '../../model/finding.js';
import { findFfmpeg } from '../../run-tool.js';
import { ffmpegOptionsOf } from '../ffmpeg-options-of.js';
import type { ShowPorts } from '../read-show.js';

/** Every check there is, on what is published; with decoding every audio file is counted to the sample. */
export async function checkShow(
  config: Config,
  { environment, now }: ShowPorts,
  { isDecoding = false }: { readonly isDecoding?: boolean },
): Promise<readonly Finding[]> {
  const ffmpeg = isDecoding ? await findFfmpeg(ffmpegOptionsOf({ config, environment })) : undefined;
  return checkOutput({ outDir: config.outDir, now: now(), ...(ffmpeg && { ffmpeg }) });
}
