export { deviationOf, GAIN_TOLERANCE_LU, isOnLevel, LOUDNESS_TOLERANCE_LU, toGainStep } from './sound/judge-level.js';
export { LOSSY_HEADROOM_DB, MAX_GAIN_DB, shapeSound } from './sound/limiter.js';
export {
  addUp,
  createLoudnessMeter,
  createPartMeter,
  type MeasuredLevel,
  measureSound,
  type Measurement,
  type MeteredPart,
} from './sound/loudness-meter.js';
export { mixLayers } from './sound/mix-layers.js';
export { mixToMono, playMaster } from './sound/play-master.js';
export { readWavLayout } from './sound/wav-layout.js';
export { buildWav, parseWav, readWav, type WavAudio } from './sound/wav.js';
