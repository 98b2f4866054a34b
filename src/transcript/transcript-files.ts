import type { Episode } from '../model/episode.js';
import { transcriptBeside } from '../model/publication/paths/episode-paths.js';
import type { OutputFile } from '../model/publication/site.js';
import { TRANSCRIPT_FORMATS } from './formats/index.js';
import { heardTranscript } from './heard-transcript.js';

/** The transcript of an episode in every format, VTT first; none for an episode without a transcript. */
export function transcriptFiles({ episode }: { episode: Episode }): readonly OutputFile[] {
  if (episode.transcript === undefined) return [];
  const transcript = heardTranscript(episode.transcript);
  if (transcript.cues.length === 0) return [];
  return TRANSCRIPT_FORMATS.map(({ extension, write }) => ({
    path: transcriptBeside(episode.audio.path, extension),
    content: write(transcript),
  }));
}
