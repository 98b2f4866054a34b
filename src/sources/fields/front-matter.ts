import { LectorError } from '../../errors.js';
import type { FieldMap } from '../../fields/field-value.js';
import { readJsonFields } from '../../fields/read-json.js';
import { readTomlFields } from '../../fields/read-toml.js';
import { readYamlFields } from '../../fields/read-yaml.js';
import { quoteValue } from '../../model/text.js';
import type { ReadContext } from '../source.js';
import type { FieldRecord } from './fields.js';
import { findMisplacedFields, nameForeignFrontMatter, opensSecondBlock } from './foreign-front-matter.js';
import { readItemFields, type ItemFields } from './read-item-fields.js';

export type SplitDocument = {
  /** Absent where the text has none. */
  readonly frontMatter?: FrontMatter;
  readonly body: string;
  /** Line of the file on which the body begins, from 1. */
  readonly bodyLine: number;
};

type FrontMatter = {
  readonly format: 'yaml' | 'toml' | 'json';
  readonly text: string;
  /** Line of the file on which it begins, from 1. */
  readonly firstLine: number;
};

/**
 * Parts front matter from the body: YAML between `---`, TOML between `+++`, or one JSON object, before anything else. It
 * is data and nothing in it is ever run. What looks like that of another program is refused, so that it is never read out.
 *
 * @throws LectorError `E_FRONTMATTER_LANG` for `---js` and dialects that are not read, `E_FRONTMATTER_OPEN` when it is never
 *   closed, `E_FRONTMATTER_TWICE` when a second block follows.
 */
export function splitFrontMatter(text: string, file: string): SplitDocument {
  const start = /^(?:[ \t]*\n)*/u.exec(text)?.[0].length ?? 0;
  const rest = text.slice(start);
  const foreign = nameForeignFrontMatter(rest);
  const place = { file, line: lineAt(text, start) };
  if (foreign !== undefined) {
    throw new LectorError('E_FRONTMATTER_LANG', `The text opens with ${foreign}, which is not read.`, {
      place,
      hint: 'write the fields as YAML between two lines of ---, such as title: …',
    });
  }
  const found = splitJson(rest) ?? splitFence(rest, { mark: '+++', place }) ?? splitFence(rest, { mark: '---', place });
  if (!found) {
    refuseMisplaced(text, file);
    return { body: text, bodyLine: 1 };
  }
  const body = rest.slice(found.end).replace(/^\n/u, '');
  const bodyLine = lineAt(text, text.length - body.length);
  if (opensSecondBlock(body)) {
    throw new LectorError('E_FRONTMATTER_TWICE', 'A second block of fields follows the front matter.', {
      place: { file, line: bodyLine },
      hint: 'put all fields into the first block; part texts with ***.',
    });
  }
  const firstLine = place.line + found.linesBefore;
  return { frontMatter: { format: found.format, text: found.text, firstLine }, body, bodyLine };
}

type Found = Pick<FrontMatter, 'format' | 'text'> & { readonly end: number; readonly linesBefore: number };

/** Fields behind a comment, a heading or a first line, where no generator reads them and nobody would want to hear them. */
function refuseMisplaced(text: string, file: string): void {
  const offset = findMisplacedFields(text);
  if (offset === undefined) return;
  const line = lineAt(text, offset);
  throw new LectorError('E_FRONTMATTER_LANG', `The fields on line ${line} do not stand at the beginning.`, {
    place: { file, line },
    hint: 'move them above everything else.',
  });
}

function splitFence(
  text: string,
  { mark, place }: { readonly mark: '---' | '+++'; readonly place: { readonly file: string; readonly line: number } },
): Found | undefined {
  const opening = (mark === '+++' ? /^\+\+\+([^\n]*)(?:\n|$)/u : /^---([^\n]*)(?:\n|$)/u).exec(text);
  if (!opening) return undefined;
  const language = (opening[1] ?? '').trim().toLowerCase();
  if (language.startsWith(mark.slice(0, 1))) return undefined;
  const format = FORMATS.find((name) => name === (language === '' ? (mark === '+++' ? 'toml' : 'yaml') : language));
  if (!format) {
    throw new LectorError(
      'E_FRONTMATTER_LANG',
      `Front matter in ${quoteValue((opening[1] ?? '').trim())} is not read; it must be YAML, TOML or JSON.`,
      { place, hint: 'write --- alone on the first line, then fields such as title: …' },
    );
  }
  const start = opening[0].length;
  const inner = text.slice(start);
  const looksLikeFields = format === 'toml' ? TOML_FIELDS : YAML_FIELDS;
  const closing = (mark === '+++' ? /^\+\+\+[ \t]*$/mu : /^(?:---|\.\.\.)[ \t]*$/mu).exec(inner);
  if (!closing) {
    if (!looksLikeFields.test(inner)) return undefined;
    throw new LectorError('E_FRONTMATTER_OPEN', `The front matter that opens on line ${place.line} is never closed.`, {
      place,
      hint: `add a closing ${mark} after the last field.`,
    });
  }
  const block = inner.slice(0, closing.index);
  if (language === '' && block.trim() !== '' && !looksLikeFields.test(block)) return undefined;
  return { format, text: block, end: start + closing.index + closing[0].length, linesBefore: 1 };
}

/** What may be named behind the mark that opens it, as Eleventy does. */
const FORMATS = ['yaml', 'toml', 'json'] as const;

/** A text may open with a rule (`---`); front matter has a field on its next line. */
const YAML_FIELDS = /^(?:\s|#[^\n]*\n)*(?:["']?[\w<-]+["']?\s*:|[{?&!*])/u;
const TOML_FIELDS = /^(?:\s|#[^\n]*\n)*(?:["']?[\w.-]+["']?\s*=|\[)/u;

/** A text that opens with an object of named values; Hugo reads it so. */
function splitJson(text: string): Found | undefined {
  if (!/^\{\s*"(?:[^"\\\n]|\\.)*"\s*:/u.test(text)) return undefined;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[{}]/gu)) {
    if (token === '{') depth += 1;
    else if (token === '}') depth -= 1;
    if (depth === 0 && token === '}')
      return { format: 'json', text: text.slice(0, index + 1), end: index + 1, linesBefore: 0 };
  }
  return { format: 'json', text, end: text.length, linesBefore: 0 };
}

/** Front matter as checked fields; none where there is none. */
export function readFrontMatter(
  frontMatter: FrontMatter | undefined,
  { location, context }: { readonly location: string; readonly context: ReadContext },
): ItemFields {
  if (frontMatter === undefined) return { options: {} };
  const record: FieldRecord = {
    file: location,
    fields: toFields(frontMatter, { location, context }),
    warn: context.warn,
  };
  return readItemFields(record, context);
}

function toFields(
  { format, text, firstLine }: FrontMatter,
  { location, context }: { readonly location: string; readonly context: ReadContext },
): FieldMap {
  const { maxYamlBytes: maxBytes, maxYamlDepth: maxDepth } = context.limits;
  const input = { text, file: location, firstLine, maxBytes, maxDepth, expected: 'fields such as title: …' };
  if (format === 'yaml') return readYamlFields(input);
  return format === 'toml' ? readTomlFields(input) : readJsonFields(input);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
