import { SaxesParser } from 'saxes';
import { LectorError } from '../errors.js';

/** Where the text of an element stands in the file. */
type TextRange = { readonly start: number; readonly end: number };

/**
 * Parses XML strictly, with namespaces, and tells where the text of the first element with this path stands.
 *
 * @param parts The document, cut anywhere.
 * @param path Names from the root, as they are written: `rss/channel/title`.
 * @throws `E_FEED` when it is not well formed, with line and column.
 */
export function requireWellFormed(parts: readonly string[], path: string): TextRange | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const names: string[] = [];
  let fault: string | undefined;
  let start: number | undefined;
  let range: TextRange | undefined;
  parser.on('error', ({ message }) => {
    fault ??= message;
  });
  parser.on('opentag', ({ name }) => {
    names.push(name);
    if (!range && names.length <= 4 && names.join('/') === path) start = parser.position;
  });
  parser.on('closetag', ({ name }) => {
    if (start !== undefined && names.join('/') === path) {
      range ??= { start, end: parser.position - `</${name}>`.length };
      start = undefined;
    }
    names.pop();
  });
  for (const part of parts) parser.write(part);
  parser.close();
  if (fault !== undefined) {
    throw new LectorError('E_FEED', `The feed would not be well-formed XML: ${fault}.`, {
      hint: 'nothing was published; report the text of the episode it names.',
    });
  }
  return range;
}
