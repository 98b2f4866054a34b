import { present } from '../model/present.js';
import { placeOf, type Script, type Utterance } from '../model/script.js';
import { toOneLine } from '../model/text.js';
import type { Timeline, TimelineItem } from '../model/timeline.js';
import type { Cue, Transcript } from '../model/transcript.js';
import { shownText } from './shown-text.js';
import { timeDisplayWords } from './time-display-words.js';

type WriteTranscriptInput = { readonly timeline: Timeline; readonly script: Script };

/**
 * What is heard as a reader sees it: one cue per utterance that has display text, at its measured time.
 *
 * Where the engine said when each spoken word is heard, the words of the display text get their times from it.
 */
export function writeTranscript({ timeline, script }: WriteTranscriptInput): Transcript {
  const utterances = new Map(script.utterances.map((utterance) => [utterance.id, utterance]));
  const cues: Cue[] = [];
  for (const item of timeline.items) {
    const utterance = item.utteranceId === undefined ? undefined : utterances.get(item.utteranceId);
    const cue = item.kind === 'speech' && utterance ? toCue(item, utterance) : undefined;
    if (cue) cues.push(cue);
  }
  return { language: script.language, cues };
}

function toCue(item: TimelineItem, utterance: Utterance): Cue | undefined {
  const { text, links, marks, struck, utterance: shown } = shownText(utterance);
  if (text === '' || item.endMs <= item.startMs) return undefined;
  return {
    startMs: item.startMs,
    endMs: item.endMs,
    ...present({ exactStartMs: item.exactStartMs }),
    text,
    ...(utterance.speaker !== undefined && { speaker: toOneLine(utterance.speaker) }),
    role: utterance.role,
    utteranceId: utterance.id,
    ...placeOf(utterance),
    ...(links.length > 0 && { links }),
    ...(marks.length > 0 && { marks }),
    ...(struck.length > 0 && { struck }),
    words: timeDisplayWords(shown, item),
  };
}
