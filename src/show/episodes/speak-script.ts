import type { ShowState } from '../../context.js';
import { present } from '../../model/present.js';
import type { Narration } from '../../model/narration.js';
import type { Script } from '../../model/script.js';
import { narrate } from '../../narration/narrate.js';
import { findFfmpeg } from '../../run-tool.js';
import { ffmpegOptionsOf } from '../ffmpeg-options-of.js';
import { speakingOf } from './open-episode-context.js';
import type { EpisodeTakes } from './takes.js';

/** Narrates a script, so that it can be heard; nothing is made of it yet. */
export async function speakScript(script: Script, takes: EpisodeTakes, state: ShowState): Promise<Narration> {
  const { config, signal, warn } = state;
  // Only a voice that is to be brought to a pace needs it.
  const ffmpeg = config.pace === undefined ? undefined : await findFfmpeg(ffmpegOptionsOf(state));
  return narrate(script, {
    session: await state.session(),
    ...speakingOf(config),
    ...takes,
    signal,
    warn,
    ...present({ ffmpeg }),
  });
}
