import { isLectorError, LectorError } from '../../errors.js';
import { readJson } from '../../fields/read-json.js';
import { readXml } from '../../markup/xml-tree.js';
import { quoteValue, toLegalText } from '../../model/text.js';
import type { OutputTemplate } from '../../templates/outputs/open-outputs.js';

const MAX_JSON_DEPTH = 64;
/** As much of a faulty line as shows the fault. */
const SHOWN_CHARACTERS = 60;

/**
 * What a template printed, as it is published: without empty lines around it and characters that no text may hold, and
 * proved to be what its type says.
 *
 * @throws {@link LectorError} `E_TEMPLATE_OUTPUT` when it is no JSON, or no well-formed XML.
 */
export function finishOutput(
  printed: string,
  { path, template }: { readonly path: string; readonly template: OutputTemplate },
): string {
  const { file, head } = template;
  const text = `${toLegalText(printed).trim()}\n`;
  try {
    if (head.type === 'json') requireJson(text, path);
    if (head.type === 'xml') readXml(text, { file: path, isUtf8Only: true });
    return text;
  } catch (error) {
    if (!isLectorError(error)) throw error;
    const line = error.place?.line ?? 1;
    const shown = text.split('\n')[line - 1]?.trim().slice(0, SHOWN_CHARACTERS) ?? '';
    const what = head.type === 'json' ? 'JSON' : 'well-formed XML';
    throw new LectorError(
      'E_TEMPLATE_OUTPUT',
      `${path} would be no ${what}: line ${line} of what is printed is ${quoteValue(shown)}; ${error.message}`,
      {
        hint: `correct what the template prints there; ${path} stays as it was.`,
        place: { file, line: head.bodyLine },
        cause: error,
      },
    );
  }
}

function requireJson(text: string, file: string): void {
  readJson({ text, file, maxBytes: Infinity, maxDepth: MAX_JSON_DEPTH, expected: 'JSON', isForeign: true });
}
