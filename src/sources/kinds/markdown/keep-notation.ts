/**
 * Markdown takes the marks of other notations for its own: `_` and `*` in a formula begin emphasis, `\(` is a
 * parenthesis, a fence of colons is text and what an admonition sets in is code. Here formulas come out of the parser as they went in, `\(…\)` and `\[…\]`
 * between dollar signs, and lines that open or close a container (`:::note`) are empty. Lines stay where they are.
 */
export function keepNotation(source: string): string {
  const plain = source.replace(ADMONITION, (_match, body: string) => `\n${body.replace(/^(?: {4}|\t)/gmu, '')}`);
  if (!/[$\\]|:::/u.test(plain)) return plain;
  return plain.replace(NOTATION, (match, code: string | undefined, fence: string | undefined) => {
    if (code !== undefined) return match;
    if (fence !== undefined) return '';
    const [, tex = ''] = /^(?:\$\$?|\\[([])([\s\S]*?)(?:\$\$?|\\[)\]])$/u.exec(match) ?? [];
    const isDisplay = match.startsWith('$$') || match.startsWith('\\[');
    if (!match.startsWith('$') && !/[\^_\\=+<>*/-]|^\s*\p{L}\s*$/u.test(tex)) return match;
    const mark = isDisplay ? '$$' : '$';
    return `${mark}${tex.trim().replace(/[\\_*`~[\]<>!|]/gu, (character) => `&#${character.charCodeAt(0)};`)}${mark}`;
  });
}

/** A formula as its author wrote it. */
export function unescapeNotation(tex: string): string {
  return tex.replace(/&#(\d{2,3});/gu, (_reference, code: string) => String.fromCharCode(Number(code)));
}

/** `!!! note "Mind"` of MkDocs, its text set in by four spaces, which is code everywhere else. */
const ADMONITION = /(?<=^|\n)(?:!!!|\?\?\?\+?) [a-z][^\n]{0,200}\n((?:(?: {4}|\t)[^\n]*(?:\n|$)|[ \t]*\n)+)/gu;
const NOTATION = new RegExp(
  [
    // Code, in fences and in lines.
    '((?<=^|\\n)(?:```|~~~)[^\\n]*\\n[\\s\\S]*?\\n(?:```|~~~)|``[^`\\n]+``|`[^`\\n]+`)',
    '((?<=^|\\n) {0,3}:{3,}[^\\n]*)',
    '(?<![\\\\$\\w])\\$\\$(?!\\$)[^$]{1,2000}\\$\\$(?![\\w$])',
    '(?<![\\\\$\\w])\\$(?=[^\\s$])[^$\\n]{0,300}(?<=[^\\s\\\\])\\$(?![\\w$])',
    '\\\\\\([^\\n]{1,300}?\\\\\\)',
    '\\\\\\[[^\\n]{1,600}?\\\\\\]',
  ].join('|'),
  'gu',
);
