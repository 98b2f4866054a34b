import type { SpeakableContext } from '../../figures/speakable-rule.js';

/**
 * Letters one by one, as an engine says them: `BBC` → "B B C". A last A hangs on the letter before it (`C I-A`), since
 * engines take a single "A" for the article. The formal style keeps the letters together.
 */
export function spell(letters: string, context: SpeakableContext): string {
  const plain = [...letters.replace(/[^\p{L}\p{N}]/gu, '')];
  return context.style === 'formal' ? plain.join('') : plain.join(' ').replace(/ A$/u, '-A');
}
