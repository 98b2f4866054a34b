import { isLectorError, type LectorError } from '../errors.js';

/** What an engine gave is no good clip; it may be worth asking for once more, and is never kept. */
const CLIP_FAULTS: ReadonlySet<string> = new Set([
  'E_CLIP',
  'E_TTS_EMPTY',
  'E_TTS_NOT_AUDIO',
  'E_TTS_FORMAT',
  'E_TTS_SILENT',
  'E_AUDIO_FORMAT',
  'E_AUDIO_DECODE',
  'E_AUDIO_TRUNCATED',
  'E_AUDIO_SHORT',
]);

/** Whether an error is about one clip, and not about the engine, the account or this machine. */
export function isClipFault(error: unknown): error is LectorError {
  return isLectorError(error) && CLIP_FAULTS.has(error.code);
}
