import { LectorError } from '../../errors.js';
import { readYamlFields } from '../../fields/read-yaml.js';
import { quoteValue } from '../../model/text.js';
import type { ReadContext } from '../source.js';
import type { FieldRecord } from './fields.js';
import { readItemFields, type ItemFields } from './read-item-fields.js';

export type SplitDocument = {
  /** Absent where the text has no front matter. */
  readonly yaml?: string;
  readonly body: string;
  /** Line of the file on which the body begins, from 1. */
  readonly bodyLine: number;
};

/**
 * Parts front matter from the body. Only what stands between `---` lines at the very start is front matter, and only
 * YAML: it is data and nothing in it is ever run.
 *
 * @throws LectorError `E_FRONTMATTER_LANG` for `---js` and the like, `E_FRONTMATTER_OPEN` when it is never closed.
 */
export function splitFrontMatter(text: string, file: string): SplitDocument {
  const opening = /^---([^\n]*)(?:\n|$)/u.exec(text);
  if (!opening) return { body: text, bodyLine: 1 };
  const language = (opening[1] ?? '').trim();
  if (language.startsWith('-')) return { body: text, bodyLine: 1 };
  if (language !== '' && language.toLowerCase() !== 'yaml') {
    throw new LectorError(
      'E_FRONTMATTER_LANG',
      `Front matter in ${quoteValue(language)} is not read; it must be YAML.`,
      {
        place: { file, line: 1 },
        hint: 'write --- alone on the first line, then fields such as title: …',
      },
    );
  }
  const start = opening[0].length;
  const closing = /^(?:---|\.\.\.)[ \t]*$/mu.exec(text.slice(start));
  if (!closing) {
    if (!looksLikeFields(text.slice(start))) return { body: text, bodyLine: 1 };
    throw new LectorError('E_FRONTMATTER_OPEN', 'The front matter that opens on line 1 is never closed.', {
      place: { file, line: 1 },
      hint: 'add a closing --- after the last field.',
    });
  }
  const yaml = text.slice(start, start + closing.index);
  if (language === '' && yaml.trim() !== '' && !looksLikeFields(yaml)) return { body: text, bodyLine: 1 };
  const body = text.slice(start + closing.index + closing[0].length).replace(/^\n/u, '');
  const bodyLine = text.slice(0, text.length - body.length).split('\n').length;
  return { yaml, body, bodyLine };
}

/** A text may open with a rule (`---`); front matter has a field on its next line. */
function looksLikeFields(text: string): boolean {
  return /^(?:\s|#[^\n]*\n)*(?:["']?[\w<-]+["']?\s*:|[{?&!*])/u.test(text);
}

/** Front matter as checked fields; none where there is none. */
export function readFrontMatter(
  yaml: string | undefined,
  { location, context }: { readonly location: string; readonly context: ReadContext },
): ItemFields {
  if (yaml === undefined) return { options: {} };
  const fields = readYamlFields({
    text: yaml,
    file: location,
    firstLine: 2,
    maxBytes: context.limits.maxYamlBytes,
    maxDepth: context.limits.maxYamlDepth,
    expected: 'fields such as title: …',
  });
  const record: FieldRecord = { file: location, fields, warn: (finding) => context.warn(finding) };
  return readItemFields(record, context);
}
