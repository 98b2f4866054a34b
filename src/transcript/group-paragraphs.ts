import { present } from '../model/present.js';
import { isNamedBy, type Cue, type Transcript } from '../model/transcript.js';

/** Sentences that stand together in the source, said by one speaker. */
type TranscriptParagraph = {
  readonly startMs: number;
  /** Left out where the paragraph after it says who spoke. */
  readonly speaker?: string;
  readonly text: string;
};

/** Without blocks, a paragraph ends at the first sentence end after this many characters. */
const PARAGRAPH_LENGTH = 400;

/** Joins cues into paragraphs: by source block, else by length; a new speaker always starts one. */
export function groupParagraphs({ cues }: Transcript): readonly TranscriptParagraph[] {
  const groups: Cue[][] = [];
  for (const cue of cues) {
    const group = groups.at(-1);
    if (group && belongs(cue, group)) group.push(cue);
    else groups.push([cue]);
  }
  return groups.flatMap((group, index): TranscriptParagraph[] => {
    const [first] = group;
    if (!first) return [];
    const { startMs } = first;
    const speaker = isNamedBy(first, groups[index + 1]?.[0]) ? undefined : first.speaker;
    return [{ startMs, ...present({ speaker }), text: group.map(({ text }) => text).join(' ') }];
  });
}

function belongs(cue: Cue, group: readonly Cue[]): boolean {
  const last = group.at(-1);
  if (cue.speaker !== last?.speaker || cue.blockId !== last?.blockId) return false;
  if (cue.blockId !== undefined) return true;
  const isSentenceEnd = /[.!?…。！？]["'”’»)\]]*$/u.test(last?.text ?? '');
  return !isSentenceEnd || group.reduce((length, { text }) => length + text.length, 0) < PARAGRAPH_LENGTH;
}
