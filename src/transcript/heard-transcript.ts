import { present } from '../model/present.js';
import { placeWords, type Cue, type Transcript } from '../model/transcript.js';

/**
 * A transcript as it is heard, for files that players show as captions: those are verbatim (DCMP Captioning Key, "Text").
 * What is crossed out stays on pages, where it can be seen to be.
 */
export function heardTranscript(transcript: Transcript): Transcript {
  return { ...transcript, cues: transcript.cues.map(heardCue).filter(({ text }) => text !== '') };
}

function heardCue(cue: Cue): Cue {
  const { struck } = cue;
  if (struck === undefined) return cue;
  const heard = (start: number, end: number): string => {
    let text = '';
    let place = start;
    for (const stretch of struck.filter((one) => one.start < end && one.end > start)) {
      text += cue.text.slice(place, Math.max(place, stretch.start));
      place = Math.max(place, Math.min(end, stretch.end));
    }
    return text + cue.text.slice(place, end);
  };
  const words = placeWords(cue).flatMap(({ start, end, startMs, endMs }) => {
    const text = heard(start, end);
    return text === '' ? [] : [{ text, startMs, endMs }];
  });
  // One of the spaces beside what is left out goes with it, and both where a stop or a bracket is what remains.
  const text = heard(0, cue.text.length)
    .replace(/\s{2,}/gu, ' ')
    .replace(/ (?=[.,;:!?…)\]}”’»]+(?:\s|$))/gu, '')
    .replace(/(?<=[([{“‘]) /gu, '')
    .trim();
  const { startMs, endMs, speaker, role, utteranceId, blockId, blockKind, item, isAttribution } = cue;
  // Places in the text of before, links and marks, are none in this one.
  const known = present({ speaker, role, utteranceId, blockId, blockKind, item, isAttribution });
  return { startMs, endMs, text, words, ...known };
}
