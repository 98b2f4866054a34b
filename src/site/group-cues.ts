import type { Chapter } from '../model/chapter.js';
import type { Cue } from '../model/transcript.js';

/** A recording's transcript has no blocks: a paragraph ends at a pause, a new speaker or after so many sentences. */
const PARAGRAPH_PAUSE_MS = 1500;
const PARAGRAPH_SENTENCES = 6;

/** Cues that stand together: of one block and speaker, and never across the start of a chapter. */
export function groupCues(cues: readonly Cue[], chapters: readonly Chapter[]): readonly (readonly Cue[])[] {
  const groups: Cue[][] = [];
  for (const cue of cues) {
    const group = groups.at(-1);
    if (group && continues(group, cue, chapters)) group.push(cue);
    else groups.push([cue]);
  }
  return groups;
}

function continues(group: readonly Cue[], cue: Cue, chapters: readonly Chapter[]): boolean {
  const last = group.at(-1);
  if (!last || last.speaker !== cue.speaker) return false;
  if (chapters.some(({ startMs }) => startMs > last.startMs && startMs <= cue.startMs)) return false;
  if (cue.blockId !== undefined || last.blockId !== undefined) return cue.blockId === last.blockId;
  return group.length < PARAGRAPH_SENTENCES && cue.startMs - last.endMs < PARAGRAPH_PAUSE_MS;
}
