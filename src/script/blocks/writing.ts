import type { Block } from '../../model/article.js';
import { present } from '../../model/present.js';
import type { VoiceRole } from '../../model/script.js';
import type { Lexicon } from '../lexicon/lexicon.js';
import type { ReadingOptions, ScriptContext } from '../script-context.js';
import type { Speaking } from '../passage/speak-passage.js';
import type { UtteranceLimits } from '../splitting/split-clauses.js';

/** What the blocks of one article are written with. */
export type Writing = {
  readonly context: ScriptContext;
  readonly language: string;
  /** Tag of the variety that the article's text is spelled in, where it shows. */
  readonly variety?: string | undefined;
  /** The show's and the article's pronunciations. */
  readonly lexicon: Lexicon;
  readonly reading: ReadingOptions;
  readonly limits: UtteranceLimits;
  /** Makes block ids unique where several articles share a script. */
  readonly blockIdOf: (blockId: string) => string;
};

/** How the words of one block are spoken. */
export function speakingOf(
  writing: Writing,
  block: Pick<Block, 'id' | 'kind' | 'lang' | 'audio'>,
  role: VoiceRole,
): Speaking {
  const { context, language, variety, lexicon, limits } = writing;
  return {
    blockId: writing.blockIdOf(block.id),
    blockKind: block.kind,
    role,
    language: block.lang ?? language,
    variety,
    lexicon,
    style: context.style,
    pauses: context.pauses,
    limits,
    ...present({ audio: block.audio }),
  };
}
