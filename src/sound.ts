export { createLimiter, type Limiter, type LimiterOptions } from './sound/limiter.js';
export { createLoudnessMeter, type LoudnessMeter, type Measurement } from './sound/loudness-meter.js';
export { LOSSY_HEADROOM_DB } from './sound/lossy-headroom.js';
export { measureSound } from './sound/measure-sound.js';
export { mixToMono } from './sound/mix-to-mono.js';
export { playMaster, type PlayOptions } from './sound/play-master.js';
export { readWavLayout, type WavLayout } from './sound/wav-layout.js';
export { shapeSound } from './sound/shape-sound.js';
export { buildWav, parseWav, readWav, type WavAudio } from './sound/wav.js';
