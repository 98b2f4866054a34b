import type { Transcript } from '../../model/transcript.js';
import { writeHtml } from './html.js';
import { writeJson } from './json.js';
import { writeSrt } from './srt.js';
import { writeText } from './text.js';
import { writeVtt } from './vtt.js';

/** One way to write a transcript. */
type TranscriptFormat = {
  readonly extension: string;
  readonly write: (transcript: Transcript) => string;
};

/** Every transcript format, in the order players should prefer them. */
export const TRANSCRIPT_FORMATS: readonly TranscriptFormat[] = [
  { extension: 'vtt', write: writeVtt },
  { extension: 'srt', write: writeSrt },
  { extension: 'json', write: writeJson },
  { extension: 'html', write: writeHtml },
  { extension: 'txt', write: writeText },
];
