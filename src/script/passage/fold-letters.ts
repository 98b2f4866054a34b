import type { Edit } from './edit.js';

/**
 * Letters and figures in forms made for the eye, as the letters they stand for, so that rules and voices know them:
 * `Ⅳ` is `IV`, `１２` is `12`, `ﬁ` is `fi`, `1ˢᵗ` is `1st`, `㎞` is `km`, `𝗯𝗼𝗹𝗱` is `bold`. By the compatibility
 * decomposition of Unicode (NFKC), but for what has a meaning of its own: powers (`x²`), indices (`H₂O`), fractions
 * (`½`), ordinal signs (`1º`), and signs that rules name (`№`, `℃`, `™`).
 */
export function foldLetters(text: string): readonly Edit[] {
  return [...text.matchAll(COMPATIBLE)].flatMap((match) => {
    const [from] = match;
    const folded = from.replace(SINGLE, (letter) => letter.normalize('NFKC')).replaceAll('\u2044', '/');
    if (folded === from) return [];
    const isGlued = ENCLOSED.test(from) && WORD.test(text.charAt(match.index + from.length));
    return [
      { start: match.index, end: match.index + from.length, to: isGlued ? `${folded} ` : folded, rule: 'letter-form' },
    ];
  });
}

/**
 * Long s, presentation forms, letterlike and mathematical letters, Roman numerals, enclosed figures, squared units,
 * full-width letters with the signs among them, and raised letters after a letter or figure.
 */
const LETTERS = String.raw`ſĲĳŉǄ-ǌǱ-ǳℂℊ-ℓℕℙ-ℝℤℨℬℭℯ-ℱℳ-ℹⅅ-ⅉⅠ-ⅿ①-⓿㋀-㋋㍘-㏿ﬀ-ﬆﬓ-ﬗ０-９Ａ-Ｚａ-ｚ％＄￥￡\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f10a}\u{1f110}-\u{1f12b}`;
const RAISED = String.raw`ʰ-ʲʳʷʸˡ-ˣᴬᴮᴰᴱᴳ-ᴺᴼᴾᴿᵀ-ᵂᵃᵇᵈᵉᵍᵏᵐᵒᵖᵗᵘᵛᶜᶠᶻ`;
const COMPATIBLE = new RegExp(
  String.raw`[${LETTERS}](?:[${LETTERS}]|[．，：／－＋＆](?=[０-９Ａ-Ｚａ-ｚ]))*|(?<=[\p{Lu}\d])(?:[${RAISED}]|ⁿ(?=ᵈ)){1,6}(?!\p{L})`,
  'gu',
);
const SINGLE = /[^]/gu;
const ENCLOSED = /[①-⓿\u{1f100}-\u{1f12b}]$/u;
const WORD = /[\p{L}\p{N}]/u;
