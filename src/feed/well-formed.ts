import { SaxesParser } from 'saxes';
import { LectorError } from '../errors.js';

/** Where the text of an element stands in the file. */
type TextRange = { readonly start: number; readonly end: number };

/** A document that is parsed while it is written. */
export type WellFormed = {
  write(text: string): void;
  /**
   * @returns Where the text of the first element of the wanted path stands.
   * @throws `E_FEED` when it is not well formed, with line and column.
   */
  close(): TextRange | undefined;
};

/**
 * Parses XML strictly, with namespaces, piece by piece, cut anywhere.
 *
 * @param path Names from the root, as they are written: `rss/channel/title`; none when nothing is looked for.
 */
export function openWellFormed(path?: string): WellFormed {
  const parser = new SaxesParser({ xmlns: true });
  let fault: string | undefined;
  parser.on('error', ({ message }) => {
    fault ??= message;
  });
  const rangeOf = path === undefined ? undefined : lookFor(path, parser);
  return {
    write: (text) => void parser.write(text),
    close() {
      parser.close();
      if (fault === undefined) return rangeOf?.();
      throw new LectorError('E_FEED', `The feed would not be well-formed XML: ${fault}.`, {
        hint: 'nothing was published; report the text of the episode it names.',
      });
    },
  };
}

function lookFor(path: string, parser: SaxesParser<{ xmlns: true }>): () => TextRange | undefined {
  const names: string[] = [];
  let start: number | undefined;
  let range: TextRange | undefined;
  parser.on('opentag', ({ name }) => {
    names.push(name);
    if (!range && names.join('/') === path) start = parser.position;
  });
  parser.on('closetag', ({ name }) => {
    if (start !== undefined && names.join('/') === path) {
      range ??= { start, end: parser.position - `</${name}>`.length };
      start = undefined;
    }
    names.pop();
  });
  return () => range;
}
