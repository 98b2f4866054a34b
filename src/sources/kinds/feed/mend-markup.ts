import { decodeReferences } from '../../text/decode-references.js';

/** Told of a fault, and how far behind the beginning it stands. */
export type Report = (message: string, offset?: number) => void;

/** Text as XML may hold it: names that only HTML knows as the characters they stand for, all else as it stands. */
export function mendText(text: string, report: Report): string {
  const mended = text
    .replace(/&(#x?[\da-z]{1,8};|[a-z][a-z\d]{0,30};)?/giu, (match, reference: string | undefined, offset: number) => {
      if (/^(?:amp|lt|gt|quot|apos);$/u.test(reference ?? '')) return match;
      const decoded = reference === undefined ? match : decodeReferences(match);
      if (/^#/u.test(reference ?? '') && decoded !== match && withoutControls(decoded, report) !== '')
        return escaped(decoded);
      const message = decoded === match ? '& stands for itself' : `${match} is not known to XML`;
      report(message, offset);
      return decoded === match ? `&amp;${reference ?? ''}` : escaped(withoutControls(decoded, report));
    })
    .replaceAll(']]>', ']]&gt;');
  return withoutControls(mended, report);
}

/** Takes out what XML 1.0 §2.2 forbids. */
export function withoutControls(text: string, report: Report): string {
  return text.replace(FORBIDDEN, (_control, offset: number) => {
    report('a control character stands in it', offset);
    return '';
  });
}

/** A tag whose attributes may lack values and quotes, or stand twice. */
export function mendTag(
  source: string,
  report: Report,
): { readonly name: string; readonly isEmpty: boolean; readonly attributes: Map<string, string> } {
  const name = /^<([^\s/>]+)/u.exec(source)?.[1] ?? '';
  const isEmpty = /\/\s*>$/u.test(source);
  const attributes = new Map<string, string>();
  for (const match of source.slice(name.length + 1, -1).matchAll(ATTRIBUTE)) {
    const [, attribute = '', quoted] = match;
    const isSound = /^["']/u.test(quoted ?? '') && !attributes.has(attribute) && /^[\p{L}_:]/u.test(attribute);
    if (!isSound) report(`an attribute of <${name}> is not XML`);
    if (attributes.has(attribute) || !/^[\p{L}_:][\p{L}\p{N}_.:-]*$/u.test(attribute)) continue;
    const value = (quoted ?? attribute).replace(/^(["'])([\s\S]*)\1$/u, '$2');
    attributes.set(attribute, mendText(value, report).replaceAll('"', '&quot;').replaceAll('<', '&lt;'));
  }
  return { name, isEmpty, attributes };
}

export function writeAttributes(attributes: ReadonlyMap<string, string>): string {
  return Array.from(attributes, ([name, value]) => ` ${name}="${value}"`).join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const FORBIDDEN =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const ATTRIBUTE = /([^\s=>/"'][^\s=>"']*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?/gu;
