import { toOneLine } from '../../model/text.js';
import { formatTimecode } from '../../model/time.js';
import type { Cue, Transcript } from '../../model/transcript.js';
import { isAttribution } from '../is-attribution.js';
import { splitCards } from '../split-cards.js';

/** Podcasting 2.0 transcripts: SRT cards hold two lines of 32 characters. */
const LIMITS = { maxLines: 2, maxLineLength: 32 };

/**
 * Writes SubRip. A speaker is named when the speaker changes, unless the narrator says the name right after. SubRip
 * has no escapes, so an arrow that would read as a time line, `-->`, becomes `→`, and what would read as markup,
 * `<b>`, becomes `‹b›`.
 */
export function writeSrt({ cues }: Transcript): string {
  const cards: string[] = [];
  let speaking: string | undefined;
  for (const [index, cue] of cues.entries()) {
    const isNew = cue.speaker !== undefined && cue.speaker !== speaking && !isNamedAfter(cues, index);
    speaking = cue.speaker;
    const text = withoutMarkup(toOneLine(`${isNew ? `${cue.speaker}: ` : ''}${cue.text}`)).replace(/-+->/gu, '→');
    for (const { startMs, endMs, lines } of splitCards({ ...cue, text }, LIMITS)) {
      const times = `${formatTimecode(startMs, ',')} --> ${formatTimecode(endMs, ',')}`;
      cards.push(`${cards.length + 1}\n${times}\n${lines.join('\n')}\n`);
    }
  }
  return cards.join('\n');
}

function withoutMarkup(text: string): string {
  return text.replace(/<(\/?[a-z!?][^<>]*)>/giu, '‹$1›').replace(/<(?=[a-z/!?])/giu, '‹');
}

/** Whether the cue after the last one of this speaker says who it was. */
function isNamedAfter(cues: readonly Cue[], index: number): boolean {
  const cue = cues[index];
  let next = index + 1;
  while (cue !== undefined && cues[next] !== undefined && cues[next]?.speaker === cue.speaker) next += 1;
  return cue !== undefined && isAttribution(cues[next], cue);
}
