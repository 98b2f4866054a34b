import { EXIT, isLectorError, LectorError, warning, type ErrorCode } from '../errors.js';
import type { Clip } from '../model/narration.js';
import { present } from '../model/present.js';
import { quoteValue } from '../model/text.js';
import { parseWav } from '../sound.js';
import { toWriteError } from '../workspace.js';
import { changeTempo } from '../run-tool.js';
import { fitWords, joinSounds, type Sound } from './join-sounds.js';
import { judgeClip } from './judge-clip.js';
import { measureEdges, type Edges } from './measure-edges.js';
import type { NarrationContext } from './narration-context.js';
import { speakPiece, type SpeakOptions } from './speak-piece.js';
import { halveText, splitForEngine } from './split-text.js';
import { readBytes } from '../open-file.js';

export type MakeClipOptions = SpeakOptions & {
  /** How many utterances the script has, for messages. */
  readonly utteranceCount: number;
};

type MeasuredSound = Sound & Edges;

const CLIP_HINT = 'run the same command again; if it stays, change the sentence or choose another voice.';
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
const RECORDING_HINT = 'export it again as uncompressed WAV, or remove it to have the voice speak.';

/**
 * Has one text spoken, checks what came back, and keeps it. A clip that is not good is asked for once more in another
 * way; one that is still not good is never kept.
 *
 * @throws {@link LectorError} what is wrong with the clip, with its text, or what the engine threw.
 */
export async function makeClip(options: MakeClipOptions, context: NarrationContext): Promise<Clip> {
  const { take, utteranceCount } = options;
  try {
    const recording = take.recordingPath;
    const sound =
      recording === undefined ? await speakWell(take.text, options, context) : await readRecording(recording, context);
    return await context.session.clips.put(take.key, sound);
  } catch (error) {
    context.signal.throwIfAborted();
    if (!isLectorError(error)) throw await toWriteError({ error, path: context.session.temporaryFolder });
    const where = `sentence ${take.position + 1} of ${utteranceCount}, ${quoteValue(take.utterance.spoken)}`;
    const hint = error.hint ?? (isClipFault(error) ? CLIP_HINT : undefined);
    throw new LectorError(error.code as ErrorCode, `${where}: ${error.message}`, {
      ...present({ hint }),
      exitCode: error.exitCode,
      cause: error,
    });
  }
}

async function speakWell(text: string, options: MakeClipOptions, context: NarrationContext): Promise<MeasuredSound> {
  const pieces = splitForEngine(text, context.session.engine);
  const first = await attempt({ text, pieces, attempt: 0 }, options, context);
  if ('sound' in first) return first.sound;
  // The same request to an engine that gives the same answer would be no other way.
  const { isDeterministic } = context.session.engine.capabilities;
  const again = isDeterministic ? pieces.flatMap(halveText) : pieces;
  if (isDeterministic && again.length === pieces.length) throw first.fault;
  const second = await attempt({ text, pieces: again, attempt: 1 }, options, context);
  if ('sound' in second) {
    context.warn(warning('W_CLIP_RETRIED', `${quoteValue(text)}: ${first.fault.message} A second attempt was good.`));
    return second.sound;
  }
  throw second.fault;
}

async function attempt(
  input: { text: string; pieces: readonly string[]; attempt: number },
  options: MakeClipOptions,
  context: NarrationContext,
): Promise<{ readonly sound: MeasuredSound } | { readonly fault: LectorError }> {
  const { rate, tempo } = options.take.speed;
  try {
    const sounds: Sound[] = [];
    for (const [index, piece] of input.pieces.entries()) {
      sounds.push(await speakPiece({ piece, pieces: input.pieces, index, attempt: input.attempt }, options, context));
    }
    const sound = await atTempo(joinSounds(sounds), options, context);
    const edges = measureEdges(sound);
    const isSilenceAllowed = context.session.engine.capabilities.isSilent === true;
    const fault = judgeClip({ ...sound, text: input.text, rate: rate * tempo, isSilenceAllowed }, edges);
    if (fault === undefined) return { sound: { ...sound, ...edges } };
    const message = `${context.session.engine.name}: ${fault.message}`;
    return { fault: new LectorError(fault.code, message, { exitCode: EXIT.engine }) };
  } catch (error) {
    if (isClipFault(error)) return { fault: error };
    throw error;
  }
}

/** Sound at another tempo, with its words where they are heard then. */
async function atTempo(sound: Sound, { take }: MakeClipOptions, { ffmpeg, signal }: NarrationContext): Promise<Sound> {
  const { tempo } = take.speed;
  if (tempo === 1 || sound.samples.length === 0) return sound;
  if (ffmpeg === undefined) {
    throw new LectorError('E_FFMPEG_MISSING', 'this voice takes no pace, and there is no ffmpeg to change its tempo.');
  }
  const samples = await changeTempo({ ffmpeg, ...sound, tempo, signal });
  const ratio = samples.length / sound.samples.length;
  const words = sound.words.map(({ text, startMs, endMs }) => ({
    text,
    startMs: startMs * ratio,
    endMs: endMs * ratio,
  }));
  return { ...sound, samples, words: fitWords(words, (samples.length * 1000) / sound.sampleRateHz) };
}

async function readRecording(file: string, context: NarrationContext): Promise<MeasuredSound> {
  try {
    const { samples, sampleRateHz, repairs } = parseWav(await readBytes(file));
    for (const repair of repairs) context.warn(warning('W_WAV_STREAMED', `${file}: ${repair}.`));
    return { samples, sampleRateHz, words: [], ...measureEdges({ samples, sampleRateHz }) };
  } catch (error) {
    const why = isLectorError(error) ? error.message : 'it cannot be read.';
    throw new LectorError('E_CLIP', `${file}: ${why}`, { hint: RECORDING_HINT, exitCode: 4, cause: error });
  }
}

/** Whether an error is about one clip, and not about the engine, the account or this machine. */
function isClipFault(error: unknown): error is LectorError {
  return isLectorError(error) && CLIP_FAULTS.has(error.code);
}
