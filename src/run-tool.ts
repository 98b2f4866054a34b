export { changeTempo } from './run-tool/change-tempo.js';
export {
  decodeAudio,
  decodeFrames,
  DECODER_DELAY_SAMPLES,
  type DecodeOptions,
  type PcmFormat,
  resampleAudio,
} from './run-tool/decode-audio.js';
export { encodeAudio, type EncodeOptions } from './run-tool/encode-audio.js';
export { encodeStretches, type StretchOutput } from './run-tool/encode-stretches.js';
export { findFfmpeg, type Ffmpeg, type FindFfmpegOptions } from './run-tool/find-ffmpeg.js';
export { id3TagBytes, parseMp3Header, type Mp3Header } from './run-tool/mp3-header.js';
export { openAddress } from './run-tool/open-address.js';
export { rewrapAudio, type RewrapOptions } from './run-tool/rewrap-audio.js';
export { runProgram, type ProgramResult, type RunProgramOptions } from './run-tool/run-program.js';
export { averageColor, fitImage, scaleImage, type ScaleImageOptions } from './run-tool/scale-image.js';
export { describeBytes, sniffAudio, type AudioContainer, type BytesKind } from './run-tool/sniff-audio.js';
