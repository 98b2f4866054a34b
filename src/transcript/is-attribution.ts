import type { Cue } from '../model/transcript.js';

/** Whether a cue is the narrator naming who was just quoted: `— Name` after a quotation, in the same block. */
export function isAttribution(cue: Cue | undefined, quote: Cue): boolean {
  return (
    cue?.blockId !== undefined &&
    cue.blockId === quote.blockId &&
    cue.speaker === undefined &&
    cue.text.replace(/\.$/u, '') === quote.speaker?.replace(/\.$/u, '')
  );
}
