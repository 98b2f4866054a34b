import { TRANSCRIPT_FILES, type TranscriptExtension } from '../../model/published-paths.js';
import type { Transcript } from '../../model/transcript.js';
import { writeHtml } from './html.js';
import { writeJson } from './json.js';
import { writeSrt } from './srt.js';
import { writeText } from './text.js';
import { writeVtt } from './vtt.js';

type WriteTranscript = (transcript: Transcript) => string;

const WRITERS: Readonly<Record<TranscriptExtension, WriteTranscript>> = {
  vtt: writeVtt,
  srt: writeSrt,
  json: writeJson,
  html: writeHtml,
  txt: writeText,
};

/** Every transcript format, in the order players should prefer them. */
export const TRANSCRIPT_FORMATS = TRANSCRIPT_FILES.map(({ extension }) => ({ extension, write: WRITERS[extension] }));
