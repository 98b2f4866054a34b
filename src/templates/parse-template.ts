import Handlebars from 'handlebars';
import { LectorError } from '../errors.js';
import type { ErrorCode } from '../errors.js';
import { suggestWord } from '../model/text/suggest.js';
import { FIELD, PLAIN, PRINT, SAFE_URL, TO_JSON_TEXT } from './built-in-names.js';
import { followHtml, HTML_START } from './html/html-context.js';
import type { HtmlPosition } from './html/html-context.js';
import { scanTemplate } from './scan-template.js';

export type ParseOptions = {
  /** Named in errors. */
  readonly file: string;
  /** Helpers that print. */
  readonly helpers: readonly string[];
  /** Those of them that print something of nothing: any other, called without a value, is a field of that name. */
  readonly bareHelpers: readonly string[];
  /** Helpers that open a block. */
  readonly blockHelpers: readonly string[];
  readonly form: TemplateForm;
};

/** What a template writes: markup, text that has none to respect, or JSON, whose strings values are printed into. */
export type TemplateForm = 'html' | 'text' | 'json';

/** A template that keeps the rules, ready to compile, and the partials it prints. */
/** Named by its function: the types of the package are a global name, which does not reach who reads ours. */
type Program = ReturnType<typeof Handlebars.parse>;
export type ParsedTemplate = { readonly program: Program; readonly partials: readonly PartialUse[] };
export type PartialUse = { readonly name: string; readonly line: number };

/**
 * Parses a template, checks it against the rules of Lector's templates and rewrites every field into a strict lookup
 * (so that a missing field is an error wherever it stands) and every link into a checked one.
 *
 * @throws {@link LectorError} Any `E_TEMPLATE…` code, with file and line.
 */
export function parseTemplate(source: string, options: ParseOptions): ParsedTemplate {
  scanTemplate(source, options.file);
  const program = parse(source, options.file);
  const partials: PartialUse[] = [];
  const walk = createWalk(options, partials);
  walk.program(program, HTML_START, []);
  return { program, partials };
}

function parse(source: string, file: string): Program {
  try {
    return Handlebars.parse(source, { srcName: file });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = Number(/line (\d+)/u.exec(message)?.[1] ?? / - (\d+):\d+/u.exec(message)?.[1] ?? 1);
    const [what = message] = message.replace(/^Parse error on line \d+:\n/u, '').split('\n');
    throw new LectorError('E_TEMPLATE', `the template cannot be read near ${what.slice(0, 60)}`, {
      hint: 'check the braces and the names of opening and closing blocks.',
      place: { file, line },
      cause: error,
    });
  }
}

const FORBIDDEN_FIELDS = new Set(Object.getOwnPropertyNames(Object.prototype).concat('prototype'));
const DATA_NAMES = ['root', 'index', 'first', 'last', 'key'];
const URL_ATTRIBUTES = new Set(['href', 'src', 'action', 'formaction', 'poster', 'cite', 'data', 'xlink:href']);

/** What prints JSON, and no text to stand in a string of it. */
const JSON_HELPERS: ReadonlySet<string> = new Set(['json', 'jsonScript']);

type Scope = readonly string[];

function createWalk(options: ParseOptions, partials: PartialUse[]) {
  const { file, form } = options;
  const isText = form !== 'html';

  function refuse(code: ErrorCode, node: hbs.AST.Node, message: string, hint: string): never {
    throw new LectorError(code, message, { hint, place: { file, line: node.loc.start.line } });
  }

  function program(node: hbs.AST.Program, start: HtmlPosition, scope: Scope): HtmlPosition {
    const inner = [...scope, ...(node.blockParams ?? [])];
    let position = start;
    for (const statement of node.body) position = visit(statement, position, inner);
    return position;
  }

  function visit(node: hbs.AST.Statement, position: HtmlPosition, scope: Scope): HtmlPosition {
    switch (node.type) {
      case 'ContentStatement':
        return isText ? position : followHtml((node as hbs.AST.ContentStatement).value, position);
      case 'CommentStatement':
        return position;
      case 'MustacheStatement':
        mustache(node as hbs.AST.MustacheStatement, position, scope);
        return position;
      case 'BlockStatement':
        return block(node as hbs.AST.BlockStatement, position, scope);
      case 'PartialStatement':
      case 'PartialBlockStatement':
        return partial(node as hbs.AST.PartialStatement & { program?: hbs.AST.Program }, position, scope);
      default:
        return refuse('E_TEMPLATE', node, 'decorators are off.', 'move the part into templates/partials.');
    }
  }

  function mustache(node: hbs.AST.MustacheStatement, position: HtmlPosition, scope: Scope): void {
    if (!node.escaped) refuse('E_TEMPLATE_RAW', node, 'raw output is off.', '{{ }} or {{html episode.notes}}.');
    const name = helperName(node);
    const isCall = node.params.length > 0 || node.hash !== undefined || options.bareHelpers.includes(name);
    if (!isText) checkContext(node, position, isCall ? name : '');
    if (isCall) {
      call(node, options.helpers, scope);
    } else {
      const path = checkPath(node.path, scope);
      if (node.path.type === 'PathExpression') setCall(node, PRINT, path ?? [node.path]);
    }
    const wrapper = wrapperOf(position, isCall ? name : '');
    if (wrapper === undefined) return;
    const value = subExpression(node.path as hbs.AST.PathExpression, node.params, node.hash, node.loc);
    setCall(node, wrapper, [value]);
  }

  /** What makes a value fit the place it is printed at, besides escaping. */
  function wrapperOf(position: HtmlPosition, helper: string): string | undefined {
    if (form === 'json') return JSON_HELPERS.has(helper) ? undefined : TO_JSON_TEXT;
    if (isText || position.context.kind !== 'quoted') return undefined;
    return isUrlStart(position) ? SAFE_URL : PLAIN;
  }

  function block(node: hbs.AST.BlockStatement, position: HtmlPosition, scope: Scope): HtmlPosition {
    const name = helperName(node);
    if (!options.blockHelpers.includes(name)) {
      refuse(
        'E_TEMPLATE_HELPER',
        node,
        `"${name}" does not open a block.`,
        `blocks are ${options.blockHelpers.map((known) => `#${known}`).join(', ')}${name ? `: {{#if ${name}}}, {{#each ${name}}}` : ''}.`,
      );
    }
    call(node, options.blockHelpers, scope);
    const bodies = [node.program, node.inverse].filter((body) => body !== undefined && body !== null);
    const ends = bodies.map((body) => program(body, position, scope));
    const [end = position] = ends;
    if (ends.some((other) => other.context.kind !== end.context.kind || other.element !== end.element)) {
      refuse('E_TEMPLATE', node, `the branches of "${name}" end in different places of the markup.`, 'close the tag.');
    }
    return end;
  }

  function partial(
    node: hbs.AST.PartialStatement & { program?: hbs.AST.Program },
    position: HtmlPosition,
    scope: Scope,
  ): HtmlPosition {
    const name = node.name.type === 'PathExpression' ? String((node.name as hbs.AST.PathExpression).original) : '';
    if (name === '') refuse('E_TEMPLATE', node, 'the name of a partial is fixed.', '{{> partials/name}}.');
    if (name !== '@partial-block') partials.push({ name, line: node.loc.start.line });
    if (!isText && position.context.kind !== 'text') {
      refuse('E_TEMPLATE_ATTR', node, `partial "${name}" stands inside a tag.`, 'print partials between tags.');
    }
    node.params = node.params.map((parameter) => expression(parameter, scope));
    hash(node.hash, scope);
    if (node.program) program(node.program, HTML_START, scope);
    return position;
  }

  function call(node: Call, known: readonly string[], scope: Scope): void {
    const name = helperName(node);
    if (!known.includes(name)) {
      const near = suggestWord(name, known);
      refuse(
        'E_TEMPLATE_HELPER',
        node,
        `unknown helper "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
        `the known helpers are ${[...known].sort().join(', ')}.`,
      );
    }
    node.params = node.params.map((parameter) => expression(parameter, scope));
    hash(node.hash, scope);
  }

  function hash(node: hbs.AST.Hash | undefined, scope: Scope): void {
    for (const pair of node?.pairs ?? []) pair.value = expression(pair.value, scope);
  }

  function expression(node: hbs.AST.Expression, scope: Scope): hbs.AST.Expression {
    if (node.type === 'SubExpression') {
      call(node as hbs.AST.SubExpression, options.helpers, scope);
      return node;
    }
    if (node.type !== 'PathExpression') return node;
    const path = checkPath(node, scope);
    return path ? subExpression(pathTo(FIELD, node.loc), path, undefined, node.loc) : node;
  }

  /** The base of a field and the names that lead from it, or nothing when the path is the context itself. */
  function checkPath(node: hbs.AST.Node, scope: Scope): hbs.AST.Expression[] | undefined {
    if (node.type !== 'PathExpression') return undefined;
    const path = node as hbs.AST.PathExpression;
    const parts = path.parts as string[];
    for (const part of parts) {
      if (FORBIDDEN_FIELDS.has(part)) {
        refuse('E_TEMPLATE_FIELD', node, `"${part}" is not a field.`, 'use the fields named in templates/README.md.');
      }
    }
    const [first] = parts;
    if (path.data && !DATA_NAMES.includes(first ?? '')) {
      const hint = `the names with @ are ${DATA_NAMES.map((name) => `@${name}`).join(', ')}.`;
      refuse('E_TEMPLATE_FIELD', node, `unknown "@${first ?? ''}".`, hint);
    }
    const isScoped = /^(?:this\b|\.)/u.test(path.original);
    const hasNamedBase = path.data || (path.depth === 0 && !isScoped && scope.includes(first ?? ''));
    const names = hasNamedBase ? parts.slice(1) : parts;
    if (names.length === 0) return undefined;
    const base = { ...path, parts: hasNamedBase ? [first] : [], original: hasNamedBase ? String(first) : 'this' };
    return [base as hbs.AST.PathExpression, ...names.map((name) => text(name, node.loc))];
  }

  function checkContext(node: hbs.AST.Node, { context }: HtmlPosition, helper: string): void {
    switch (context.kind) {
      case 'text':
      case 'comment':
        return;
      case 'raw-text':
        if (context.element === 'script' && helper === 'jsonScript') return;
        return refuse(
          'E_TEMPLATE_RAW',
          node,
          `escaping does not work inside <${context.element}>.`,
          '{{jsonScript episode}}.',
        );
      case 'tag':
        return refuse('E_TEMPLATE_ATTR', node, 'a value stands where an attribute name is expected.', 'name="{{ }}".');
      case 'unquoted':
        return refuse(
          'E_TEMPLATE_ATTR',
          node,
          `the attribute "${context.attribute}" is not quoted; escaping does not protect it.`,
          `quote the attribute: ${context.attribute}="{{ }}".`,
        );
      case 'quoted':
        if (!/^on|^style$|^srcdoc$/u.test(context.attribute)) return;
        return refuse(
          'E_TEMPLATE_ATTR',
          node,
          `values cannot be printed into "${context.attribute}".`,
          'use a class or a data- attribute.',
        );
    }
  }

  return { program };
}

type Call = {
  type: string;
  loc: hbs.AST.SourceLocation;
  path: hbs.AST.Expression;
  params: hbs.AST.Expression[];
  hash?: hbs.AST.Hash;
};

function helperName(node: { path: hbs.AST.Node }): string {
  return 'original' in node.path ? String(node.path.original) : '';
}

function isUrlStart({ context }: HtmlPosition): boolean {
  return context.kind === 'quoted' && context.isAtStart && URL_ATTRIBUTES.has(context.attribute);
}

function setCall(node: hbs.AST.MustacheStatement, helper: string, params: hbs.AST.Expression[]): void {
  node.path = pathTo(helper, node.loc);
  node.params = params;
  // The parser leaves it undefined when there are no named arguments, and so do we.
  Object.assign(node, { hash: undefined });
}

function subExpression(
  path: hbs.AST.PathExpression,
  params: hbs.AST.Expression[],
  hash: hbs.AST.Hash | undefined,
  loc: hbs.AST.SourceLocation,
): hbs.AST.SubExpression {
  return { type: 'SubExpression', path, params, hash: hash as hbs.AST.Hash, loc };
}

function pathTo(name: string, loc: hbs.AST.SourceLocation): hbs.AST.PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts: [name], original: name, loc };
}

function text(value: string, loc: hbs.AST.SourceLocation): hbs.AST.StringLiteral {
  return { type: 'StringLiteral', value, original: value, loc };
}
