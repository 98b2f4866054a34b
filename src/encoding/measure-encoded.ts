import { LectorError } from '../errors.js';
import { samplesToMs } from '../model/time.js';
import type { Master } from '../model/timeline.js';
import { decodeAudio, type PcmFormat } from '../run-tool.js';
import { measureSound, type Measurement } from '../sound.js';
import type { EncodingContext } from './encoding-context.js';

/** Decoders may count the padding of the last frame. */
const TOLERANCE_MS = 60;

/**
 * Decodes a file as a listener's player would and measures it.
 *
 * @throws {@link LectorError} `E_AUDIO` when it does not last as long as the master, whatever ffmpeg's status was.
 */
export async function measureEncoded(
  { file, master, format }: { readonly file: string; readonly master: Master; readonly format: PcmFormat },
  { ffmpeg, signal }: EncodingContext,
): Promise<Measurement> {
  const measured = await measureSound(decodeAudio({ ffmpeg, path: file, format, signal }), format);
  const plannedMs = samplesToMs(master.sampleCount, master.sampleRateHz);
  const decodedMs = samplesToMs(measured.sampleCount, format.sampleRateHz);
  if (Math.abs(decodedMs - plannedMs) <= TOLERANCE_MS) return measured;
  throw new LectorError('E_AUDIO', `the encoded file lasts ${decodedMs} ms, what went in ${plannedMs} ms.`, {
    hint: 'free some disk space or try another ffmpeg ("lector doctor" names the one in use), then run again.',
  });
}
