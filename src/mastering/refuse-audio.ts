import path from 'node:path';
import { LectorError, type ErrorCode } from '../errors.js';

/** What every refusal of a recording looks like: its name and what is wrong with it. */
export function refuseAudio(
  file: string,
  what: string,
  details: { code?: ErrorCode; hint?: string; cause?: unknown } = {},
): LectorError {
  const { code = 'E_AUDIO', ...rest } = details;
  return new LectorError(code, `${path.basename(file)} ${what}.`, {
    hint: 'save or export the recording again as MP3, M4A or WAV.',
    ...rest,
  });
}
