import { textAfter, type SpeakableContext } from '../../figures/speakable-rule.js';

/**
 * Whether a full stop just before `place` also ends the sentence: the text stops there, or a word follows that
 * begins sentences. A capital alone proves nothing ("the U.S. Senate", "at 5 p.m. Tuesday").
 */
export function isSentenceEnd(context: SpeakableContext, place: number): boolean {
  const after = textAfter(context, place, 24);
  return /^["”’)\]]*\s*$/u.test(after) || STARTER.test(after);
}

const STARTER =
  /^["”’)\]]*\s+["“‘([]?(?:The|An?|It|Its|He|She|His|Her|They|Their|We|Our|You|Your|I|In|On|At|But|And|Or|So|If|As|This|That|These|Those|There|Then|What|When|Where|Who|Why|How|Not|No|Yes|For|From|By|To|With|After|Before|Since|While|Although|Though|However|Meanwhile|Instead|Now|Today|Some|Many|Most|Another|Other|Later|Earlier|Also|Still|Yet|Even|Once|One|Two|Three|Four|Five|Here|Nor|Because|Despite|During|Next|Last|Just|Only|Such|Both|Each|Every|All)(?![\p{L}'’])/u;
