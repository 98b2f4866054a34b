import path from 'node:path';
import type { ShowState } from '../context.js';
import { AUDIO_FORMATS } from '../model/audio-file.js';
import { present } from '../model/present.js';
import type { FindFfmpegOptions } from '../run-tool.js';

/** Where to look for ffmpeg: the configured program, then the search path. */
export function ffmpegOptionsOf({ config, environment }: Pick<ShowState, 'config' | 'environment'>): FindFfmpegOptions {
  const searchPath = environment['PATH'];
  return {
    ...(config.ffmpeg.path !== undefined && { configuredPath: path.resolve(config.root, config.ffmpeg.path) }),
    encoders: config.audio.formats.map((format) => AUDIO_FORMATS[format].encoder),
    ...present({ searchPath }),
  };
}
