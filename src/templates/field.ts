import { LectorError } from '../errors.js';
import { suggestWord } from '../model/text/suggest.js';
import { SafeHtml } from './html/safe-html.js';

/**
 * The value names lead to from a base; a field that is there but holds nothing is `undefined`.
 *
 * @throws {@link LectorError} `E_TEMPLATE_FIELD` when a name is not a field of what came before it.
 */
export function followField(base: unknown, names: readonly string[]): unknown {
  let value = base;
  for (const [index, name] of names.entries()) {
    if (typeof value !== 'object' || value === null || value instanceof SafeHtml) {
      const before = names.slice(0, index).join('.') || 'this';
      throw new LectorError('E_TEMPLATE_FIELD', `"${name}" is not a field: ${before} ${describe(value)}.`, {
        hint: value === undefined ? `wrap it in {{#if ${before}}}.` : `print {{${before}}}.`,
      });
    }
    if (!Object.hasOwn(value, name)) {
      if (name === 'length' && Array.isArray(value)) return value.length;
      throw unknownField(name, Object.keys(value));
    }
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** A value as text; what has no text of its own is an error instead of `[object Object]`. */
export function toPrintable(value: unknown, names: readonly string[]): string {
  switch (typeof value) {
    case 'undefined':
      return '';
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default:
      if (value instanceof SafeHtml) {
        throw new LectorError('E_TEMPLATE_FIELD', `"${names.join('.')}" is HTML.`, {
          hint: `{{html ${names.join('.')}}}.`,
        });
      }
      throw new LectorError('E_TEMPLATE_FIELD', `"${names.join('.') || 'this'}" ${describe(value)}.`, {
        hint: Array.isArray(value)
          ? `{{#each ${names.join('.')}}}, or {{list ${names.join('.')}}}.`
          : 'print one of its fields.',
      });
  }
}

function unknownField(name: string, known: readonly string[]): LectorError {
  const near = suggestWord(name, known);
  return new LectorError(
    'E_TEMPLATE_FIELD',
    `unknown field "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
    { hint: `the fields here are ${known.slice(0, 40).join(', ')}.` },
  );
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return 'has no value here';
  if (Array.isArray(value)) return 'is a list';
  return typeof value === 'object' ? 'is an object' : 'is plain text';
}
