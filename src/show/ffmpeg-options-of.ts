import path from 'node:path';
import type { ShowState } from '../context.js';
import { present } from '../model/present.js';
import type { FindFfmpegOptions } from '../run-tool.js';

/** Where to look for ffmpeg: the configured program, then the search path. */
export function ffmpegOptionsOf({ config, environment }: Pick<ShowState, 'config' | 'environment'>): FindFfmpegOptions {
  const searchPath = environment['PATH'];
  return {
    ...(config.ffmpeg.path !== undefined && { configuredPath: path.resolve(config.root, config.ffmpeg.path) }),
    ...present({ searchPath }),
  };
}
