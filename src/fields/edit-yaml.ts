import { isMap, isScalar, parseDocument, type Pair } from 'yaml';
import { writeYaml } from './write-yaml.js';

/** One field of the outermost map: its new value, or nothing to take it out. */
export type FieldEdit = { readonly name: string; readonly value?: string | boolean };

/**
 * Changes fields of the outermost map of a YAML text and leaves everything else as it stands: comments, order, quotes,
 * ends of lines. A field that is not there comes right behind the one before it in the list, or at the end.
 *
 * @param text YAML that reads without faults, its outermost map in lines of its own.
 * @returns Nothing where the text is no such map.
 */
export function editYaml(text: string, edits: readonly FieldEdit[]): string | undefined {
  let edited: string | undefined = text;
  let after: string | undefined;
  for (const edit of edits) {
    edited = edited === undefined ? undefined : editOne(edited, edit, after);
    if (edit.value !== undefined) after = edit.name;
  }
  return edited;
}

function editOne(text: string, { name, value }: FieldEdit, after: string | undefined): string | undefined {
  const root = parseDocument(text, { schema: 'failsafe' }).contents;
  if (!isMap(root) || root.flow === true) return undefined;
  const line = value === undefined ? '' : writeYaml({ [name]: value }).trimEnd();
  const [start, end] = rangeOf(
    text,
    root.items.find((pair) => isNamed(pair, name)),
  );
  if (start !== undefined && end !== undefined) {
    if (value !== undefined) return `${text.slice(0, start)}${line}${text.slice(end)}`;
    const next = text.indexOf('\n', end);
    return `${text.slice(0, start)}${next < 0 ? '' : text.slice(next + 1)}`;
  }
  if (value === undefined) return text;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const [, behind] = rangeOf(
    text,
    root.items.find((pair) => after !== undefined && isNamed(pair, after)),
  );
  const at = text.indexOf('\n', behind ?? text.length);
  if (at >= 0) return `${text.slice(0, at + 1)}${line}${lineEnd}${text.slice(at + 1)}`;
  return `${text}${text.endsWith('\n') ? '' : lineEnd}${line}${lineEnd}`;
}

function isNamed({ key }: Pair, name: string): boolean {
  return isScalar(key) && key.value === name;
}

/** From the first letter of the name to the last of the value. */
function rangeOf(text: string, pair: Pair | undefined): readonly [start?: number, end?: number] {
  const key = isScalar(pair?.key) ? pair.key.range : undefined;
  const value = isScalar(pair?.value) ? pair.value.range : undefined;
  if (!key || !value) return [];
  // A block of text ends with its line.
  return [key[0], key[0] + text.slice(key[0], value[1]).trimEnd().length];
}
