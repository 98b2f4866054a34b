import path from 'node:path';
import type { Config } from '../../config.js';
import { present } from '../../model/present.js';

/** Where to look for ffmpeg: the configured program, then the search path. */
export function ffmpegOptionsOf(config: Config): { readonly configuredPath?: string; readonly searchPath?: string } {
  const searchPath = config.environment['PATH'];
  return {
    ...(config.ffmpeg.path !== undefined && { configuredPath: path.resolve(config.root, config.ffmpeg.path) }),
    ...present({ searchPath }),
  };
}
