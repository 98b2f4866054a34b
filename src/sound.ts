export { deviationOf, isOnLevel, LOUDNESS_TOLERANCE_LU, type MeasuredLevel } from './sound/judge-level.js';
export { LOSSY_HEADROOM_DB, MAX_GAIN_DB, shapeSound } from './sound/limiter.js';
export { createLoudnessMeter, measureSound, type Measurement } from './sound/loudness-meter.js';
export { mixToMono, playMaster } from './sound/play-master.js';
export { readWavLayout } from './sound/wav-layout.js';
export { buildWav, parseWav, readWav, type WavAudio } from './sound/wav.js';
