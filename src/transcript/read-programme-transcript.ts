import path from 'node:path';
import { isLectorError, LectorError, warning } from '../errors.js';
import type { Programme } from '../model/article.js';
import type { Finding, Place, Warn } from '../model/finding.js';
import { decodeUndeclared } from '../model/text/decode-bytes.js';
import { count, quoteValue } from '../model/text.js';
import type { Timeline } from '../model/timeline.js';
import type { Transcript } from '../model/transcript.js';
import { readTranscript } from './read-transcript.js';
import { readBytes } from '../open-file.js';

type ReadProgrammeTranscriptInput = {
  readonly programme: Programme;
  readonly timeline: Timeline;
  readonly warn: Warn;
};

/**
 * The transcript that came with a recording, if one did, within the time of the recording.
 *
 * @throws `E_TRANSCRIPT` when the file cannot be read as WebVTT or SubRip.
 */
export async function readProgrammeTranscript(input: ReadProgrammeTranscriptInput): Promise<Transcript | undefined> {
  const { transcriptPath, language, source } = input.programme;
  if (transcriptPath === undefined) return undefined;
  const name = path.basename(transcriptPath);
  const place = { file: path.posix.join(path.posix.dirname(source.location), name) };
  const extension = path.extname(transcriptPath).toLowerCase();
  if (extension !== '.vtt' && extension !== '.srt') {
    throw new LectorError('E_TRANSCRIPT', `${quoteValue(name)} is neither a .vtt nor a .srt file.`, {
      hint: 'give the transcript as WebVTT or SubRip.',
      place,
    });
  }
  try {
    const text = await readText(transcriptPath, (finding) => input.warn({ ...finding, place }));
    const format = extension === '.vtt' ? 'vtt' : 'srt';
    const onRolling = (repeated: number, all: number) => input.warn(rolling({ name, repeated, all, place }));
    return withinRecording(readTranscript(text, { format, language, onRolling }), input, place);
  } catch (error) {
    if (!isLectorError(error) || error.place) throw error;
    throw new LectorError('E_TRANSCRIPT', error.message, { hint: error.hint ?? '', place, cause: error });
  }
}

function rolling(found: { name: string; repeated: number; all: number; place: Place }): Finding {
  const { name, repeated, all, place } = found;
  const message = `${quoteValue(name)} holds captions that roll: ${repeated} of ${all} cues repeat the one before; each phrase was taken once.`;
  return warning('W_TRANSCRIPT_ROLLING', message, {
    hint: 'read the transcript once, or give one that does not roll.',
    place,
  });
}

/** As other texts are read: in UTF-8, in what its bytes show to be another encoding, and with single flaws mended. */
async function readText(file: string, warn: Warn): Promise<string> {
  const { text, flawCount, encoding, isGarbled } = decodeUndeclared(await readBytes(file));
  const hint = 'save it as UTF-8.';
  const name = quoteValue(path.basename(file));
  if (isGarbled) {
    throw new LectorError('E_TRANSCRIPT', `${name} is no UTF-8, and nothing tells what its bytes stand for.`, { hint });
  }
  if (flawCount > 0) {
    const read = encoding === 'windows-1252' ? 'is no UTF-8' : `has ${count(flawCount, 'byte')} that are no UTF-8`;
    warn(warning('W_ENCODING', `${name} ${read}; read as windows-1252, what cannot be read left out.`, { hint }));
  }
  return text;
}

function withinRecording(
  transcript: Transcript,
  { timeline, warn }: ReadProgrammeTranscriptInput,
  place: { readonly file: string },
): Transcript {
  const cues = transcript.cues.filter(({ startMs }) => startMs < timeline.durationMs);
  const lateCount = transcript.cues.length - cues.length;
  if (cues.length === 0) {
    throw new LectorError('E_TRANSCRIPT', 'Every cue of the transcript starts after the recording has ended.', {
      hint: 'give the transcript of this recording.',
    });
  }
  if (lateCount > 0) {
    warn(
      warning('W_TRANSCRIPT_LATE', `left out: ${count(lateCount, 'cue')} after the end of the recording.`, {
        hint: 'give the transcript of this recording.',
        place,
      }),
    );
  }
  return {
    ...transcript,
    cues: cues.map((cue) => ({ ...cue, endMs: Math.min(cue.endMs, timeline.durationMs) })),
  };
}
