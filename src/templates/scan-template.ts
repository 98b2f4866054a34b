import { LectorError } from '../errors.js';
import { TEMPLATE_LIMITS } from './limits.js';

type OpenBlock = { readonly name: string; readonly line: number };

/**
 * Checks a template before it is parsed: the parser's time grows with the square of the nesting, so size and depth
 * are bounded first; raw output and decorators are refused here because their braces tell them apart.
 *
 * @throws {@link LectorError} `E_TEMPLATE`, `E_TEMPLATE_DEPTH`, `E_TEMPLATE_LIMIT` or `E_TEMPLATE_RAW`.
 */
export function scanTemplate(source: string, file: string): void {
  const sizeBytes = Buffer.byteLength(source);
  if (sizeBytes > TEMPLATE_LIMITS.sizeBytes) {
    throw new LectorError(
      'E_TEMPLATE_LIMIT',
      `the template has ${sizeBytes} bytes, limit ${TEMPLATE_LIMITS.sizeBytes}.`,
      {
        hint: 'move parts of it into partials.',
        place: { file },
      },
    );
  }
  const open: OpenBlock[] = [];
  for (const { tag, start, line } of findTags(source)) {
    if (/^(?:\{\{\{|\{\{~?&)/u.test(tag)) refuseRaw(tag, { file, line, isInScript: isInScript(source, start) });
    if (/^\{\{~?#?>?\s*\*/u.test(tag)) {
      throw new LectorError('E_TEMPLATE', `decorators are off: ${tag.slice(0, 60)}`, {
        hint: 'move the part into a file in templates/partials and print it with {{> partials/name}}.',
        place: { file, line },
      });
    }
    if (countNesting(tag) > TEMPLATE_LIMITS.depth) refuseDepth('subexpressions', { file, line });
    trackBlocks(tag, open, line);
    if (open.length > TEMPLATE_LIMITS.depth) refuseDepth('blocks', { file, line });
  }
  const unclosed = open.at(-1);
  if (unclosed) {
    throw new LectorError('E_TEMPLATE', `"${unclosed.name}" not closed (opened on line ${unclosed.line}).`, {
      hint: `add {{/${unclosed.name}}}.`,
      place: { file, line: 1 + countLines(source) },
    });
  }
}

function* findTags(source: string): Generator<{ tag: string; start: number; line: number }> {
  let position = 0;
  let line = 1;
  for (;;) {
    const start = source.indexOf('{{', position);
    if (start < 0) return;
    line += countLines(source.slice(position, start));
    const isLongComment = /^\{\{~?!--/u.test(source.slice(start, start + 6));
    const end = isLongComment ? source.indexOf('--}}', start) : endOfTag(source, start);
    position = end < 0 ? source.length : end;
    const tag = source.slice(start, position);
    if (!isLongComment && source[start - 1] !== '\\') yield { tag, start, line };
    line += countLines(tag);
  }
}

/** One past the closing braces; quotes may hold braces. */
function endOfTag(source: string, start: number): number {
  let quote = '';
  for (let index = start + 2; index < source.length; index += 1) {
    const character = source[index] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if ((character === '"' || character === "'") && source[start + 2] !== '!') {
      quote = character;
    } else if (source.startsWith('}}', index)) {
      return source[index + 2] === '}' ? index + 3 : index + 2;
    }
  }
  return -1;
}

function isInScript(source: string, position: number): boolean {
  const before = source.slice(0, position).toLowerCase();
  return before.lastIndexOf('<script') > before.lastIndexOf('</script');
}

function refuseRaw(tag: string, where: { file: string; line: number; isInScript: boolean }): never {
  const expression = tag.replace(/^\{\{+~?&?|~?\}+$/gu, '').trim();
  const field = expression.split(/\s+/u).at(-1) ?? 'episode';
  throw new LectorError('E_TEMPLATE_RAW', `raw output is off: ${tag.slice(0, 60)}`, {
    hint: where.isInScript ? `{{jsonScript ${field}}}` : `{{ }} or {{html episode.notes}} for a field that holds HTML.`,
    place: { file: where.file, line: where.line },
  });
}

function countNesting(tag: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of tag.replace(/"[^"]*"|'[^']*'/gu, '')) {
    if (character === '(') deepest = Math.max(deepest, (depth += 1));
    else if (character === ')') depth -= 1;
  }
  return deepest;
}

function trackBlocks(tag: string, open: OpenBlock[], line: number): void {
  const opening = /^\{\{~?#>?\s*([^\s}~]+)/u.exec(tag);
  if (opening) open.push({ name: opening[1] ?? '', line });
  else if (/^\{\{~?\//u.test(tag)) open.pop();
}

function refuseDepth(what: string, place: { file: string; line: number }): never {
  throw new LectorError('E_TEMPLATE_DEPTH', `${what} are nested too deep, limit ${TEMPLATE_LIMITS.depth}.`, {
    hint: 'take the template apart into partials.',
    place,
  });
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
