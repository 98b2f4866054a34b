import type { TimedLink } from '../model/episode.js';
import type { WordTiming } from '../model/narration.js';
import type { Script, Utterance } from '../model/script.js';
import type { Timeline, TimelineItem } from '../model/timeline.js';

/** Every link of the spoken text with the moment its first word is heard, or its sentence where words have no times. */
export function timeLinks(script: Script, timeline: Timeline): readonly TimedLink[] {
  const heard = new Map<string, TimelineItem>();
  for (const item of timeline.items) {
    if (item.utteranceId !== undefined && !heard.has(item.utteranceId)) heard.set(item.utteranceId, item);
  }
  return script.utterances.flatMap((utterance) => {
    const item = heard.get(utterance.id);
    if (!item) return [];
    return utterance.links.map(({ text, href, start }) => ({
      text,
      href,
      startMs: timeOfOffset(utterance, toSpokenOffset(utterance, start), item),
    }));
  });
}

/** Where a place of the display text lies in the spoken form, which is longer or shorter by the changes before it. */
function toSpokenOffset(utterance: Utterance, displayOffset: number): number {
  let shift = 0;
  for (const change of utterance.changes) {
    if (change.end <= displayOffset) shift += change.to.length - (change.end - change.start);
    else if (change.start < displayOffset) shift += change.start - displayOffset;
  }
  return displayOffset + shift;
}

function timeOfOffset(utterance: Utterance, offset: number, item: TimelineItem): number {
  const spoken = utterance.spoken.toLowerCase();
  let position = 0;
  let before: WordTiming | undefined;
  for (const word of item.words ?? []) {
    const found = spoken.indexOf(word.text.toLowerCase(), position);
    if (found < 0) continue;
    position = found + word.text.length;
    if (position > offset) return word.startMs;
    before = word;
  }
  return before?.startMs ?? item.startMs;
}
