import { createRequire } from 'node:module';
import { CHARACTER_REFERENCE, findReference } from '../../model/text/character-reference.js';

/** Where a reference stands: the words around it, white space folded. */
export type ReferenceInText = { readonly reference: string; readonly surroundings: string };

/**
 * Decodes the character references of HTML in a text that should be plain, once: `doesn&#8217;t` → `doesn’t`, and
 * `&amp;lt;` → `&lt;`. Only closed references are any, so `AT&T` and `?a=1&copy=2` stay.
 *
 * @param isMeant Whether a reference is what its author wants to be read, as in a text on HTML.
 */
export function decodeReferences(text: string, isMeant?: (found: ReferenceInText) => boolean): string {
  if (findReference(text) === undefined) return text;
  return text.replace(CHARACTER_REFERENCE, (reference, offset: number) => {
    const end = offset + reference.length;
    const around = text.slice(Math.max(0, offset - SURROUNDINGS), end + SURROUNDINGS);
    const surroundings = around.replace(/\s+/gu, ' ').trim();
    return isMeant?.({ reference, surroundings }) === true ? reference : strictDecoder()(reference);
  });
}

type Decoder = (text: string) => string;
let decoder: Decoder | undefined;

/** Two thousand names are loaded when the first reference is met; most runs meet none. */
function strictDecoder(): Decoder {
  decoder ??= (createRequire(import.meta.url)('entities/decode') as { readonly decodeHTMLStrict: Decoder })
    .decodeHTMLStrict;
  return decoder;
}

const SURROUNDINGS = 8;
