import { LectorError, type ErrorCode } from '../../../errors.js';
import { quoteValue } from '../../../model/text.js';
import { describeBytes } from '../../../run-tool.js';
import { buildWav } from '../../../sound.js';
import { failAttempt } from '../../speech-engine.js';
import { maskSecrets } from '../../../model/text/secrets.js';
import type { Answer } from './send-once.js';

export type AudioExpectation = {
  /** Who answered, for messages. */
  readonly name: string;
  readonly secrets: readonly string[];
  /** What to do when it says that the credit is used up. */
  readonly keyHint: string;
};

/** Why an answer that should be sound is not, before its samples are looked at. */
export function findAudioFault(answer: Answer, expected: AudioExpectation): LectorError | undefined {
  const { bytes, headers, status } = answer;
  if (bytes.length === 0) return clip('E_TTS_EMPTY', expected.name, `the answer (status ${status}) is empty: 0 bytes.`);
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return clip(
      'E_CLIP',
      expected.name,
      `the answer came compressed (${encoding}) although plain audio was asked for.`,
    );
  }
  const { name: kind } = describeBytes(bytes);
  if (kind !== 'JSON' && kind !== 'an HTML page') return undefined;
  const text = maskSecrets(bytes.toString('utf8', 0, 2000), expected.secrets)
    .replace(/\s+/gu, ' ')
    .trim();
  const said = `asked for audio, got ${kind} with status ${status}: ${quoteValue(text)}.`;
  if (/quota|billing|credit|insufficient|payment|unauthorized/iu.test(text)) {
    const refusal = new LectorError('E_ENGINE_REFUSED', `${expected.name}: ${said}`, { hint: expected.keyHint });
    return failAttempt(refusal, { isRefused: true });
  }
  return clip('E_TTS_NOT_AUDIO', expected.name, said);
}

/** Raw 16-bit samples as a WAV file; other things that were sent instead are named. */
export function wrapPcm(bytes: Buffer, options: { readonly name: string; readonly sampleRateHz: number }): Buffer {
  const { name: kind, isSound, refused } = describeBytes(bytes);
  if (bytes.toString('latin1', 0, 4) === 'RIFF') return bytes;
  if ((isSound || refused !== undefined || kind === 'text') && !looksLikeSamples(bytes)) {
    throw clip(
      kind === 'text' ? 'E_TTS_NOT_AUDIO' : 'E_TTS_FORMAT',
      options.name,
      `asked for raw samples, got ${kind}.`,
    );
  }
  const samples = new Int16Array(Math.floor(bytes.length / 2));
  Buffer.from(samples.buffer).set(bytes.subarray(0, samples.length * 2));
  return buildWav({ samples, sampleRateHz: options.sampleRateHz });
}

/** Speech moves little from one sample to the next; a compressed file read as samples is noise at full scale. */
function looksLikeSamples(bytes: Buffer): boolean {
  const count = Math.min(4000, Math.floor(bytes.length / 2));
  let steps = 0;
  for (let index = 1; index < count; index += 1) {
    steps += Math.abs(bytes.readInt16LE(index * 2) - bytes.readInt16LE(index * 2 - 2));
  }
  return count > 1 && steps / count < 4000;
}

function clip(code: ErrorCode, name: string, why: string): LectorError {
  return new LectorError(code, `${name}: ${why}`);
}
