import Handlebars from 'handlebars';
import { isLectorError, LectorError } from '../errors.js';
import { suggestWord } from '../model/text/suggest.js';
import { createBudget } from './budget.js';
import { FIELD, PLAIN, PRINT, SAFE_URL, TO_JSON_TEXT } from './built-in-names.js';
import type { Formatter } from './formatters/formatter.js';
import { FORMATTERS } from './formatters/index.js';
import { parseTemplate, type ParsedTemplate, type ParseOptions, type TemplateForm } from './parse-template.js';
import { registerFormatters } from './register-formatters.js';

/** A template's text and the name errors give it. */
export type TemplateFile = { readonly source: string; readonly file: string };

export type TemplateEngine = { render(name: string, data: object): string; compile(name: string): void };

export type EngineOptions = {
  readonly read: (name: string) => TemplateFile;
  /** Names of all templates there are. */
  readonly names: () => readonly string[];
  /** What is written, and so how values are escaped. */
  readonly form: TemplateForm;
  /** The only helpers besides the blocks, by the name templates call them. */
  readonly formatters: Readonly<Record<string, Formatter>>;
};

const BLOCK_HELPERS = ['if', 'unless', 'each', 'with'];
/** One Handlebars environment of its own: strict, the formatters its only helpers, bounded in time, depth and size. */
export function createEngine({ read, names, form, formatters }: EngineOptions): TemplateEngine {
  const helpers = Object.keys(formatters);
  const knownHelpers = Object.fromEntries(
    [...helpers, ...BLOCK_HELPERS, FIELD, PLAIN, PRINT, SAFE_URL, TO_JSON_TEXT].map((name) => [name, true]),
  );
  const handlebars = Handlebars.create();
  const budget = createBudget();
  registerFormatters(handlebars, { formatters, budget });
  const compiled = new Map<string, Handlebars.TemplateDelegate>();

  function compile(name: string): Handlebars.TemplateDelegate {
    const known = compiled.get(name);
    if (known) return known;
    const { source, file } = read(name);
    const { program, partials } = parseOnce(source, {
      file,
      helpers,
      bareHelpers: helpers.filter((helper) => !Object.hasOwn(FORMATTERS, helper)),
      blockHelpers: BLOCK_HELPERS,
      form,
    });
    const run = handlebars.compile<unknown>(program, {
      knownHelpers,
      knownHelpersOnly: true,
      noEscape: form !== 'html',
    });
    const guarded: Handlebars.TemplateDelegate = (context, options) =>
      locate({ file }, () => budget.nest(file, () => run(context, options)));
    compiled.set(name, guarded);
    for (const partial of partials) {
      const partialFile = `${partial.name}.hbs`;
      const known = names();
      if (!compiled.has(partialFile) && !known.includes(partialFile)) throw noPartial(partial, { file, known });
      const use = (): void => handlebars.registerPartial(partial.name, compile(partialFile));
      locate({ file, line: partial.line }, use);
    }
    return guarded;
  }

  return {
    compile: (name) => void compile(name),
    render: (name, data) => budget.start(`templates/${name}`, () => compile(name)(data)),
  };
}

/** A build checks every template before it renders any, and a program that stays builds again and again. */
const PARSED = new Map<string, ParsedTemplate>();
const MOST_KEPT = 200;

function parseOnce(source: string, options: ParseOptions): ParsedTemplate {
  const key = JSON.stringify([source, options]);
  const known = PARSED.get(key);
  if (known) return known;
  if (PARSED.size === MOST_KEPT) PARSED.clear();
  const parsed = parseTemplate(source, options);
  PARSED.set(key, parsed);
  return parsed;
}

function noPartial(
  { name, line }: { readonly name: string; readonly line: number },
  { file, known }: { readonly file: string; readonly known: readonly string[] },
): LectorError {
  const partials = known.map((other) => other.replace(/\.hbs$/u, ''));
  const near = suggestWord(name, partials);
  const shown = partials.filter((other) => other.startsWith('partials/'));
  return new LectorError(
    'E_TEMPLATE',
    `there is no partial "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
    {
      hint: `those there are: ${shown.join(', ')}.`,
      place: { file, line },
    },
  );
}

/** Gives an error that knows no place the place it happened at. */
function locate<Result>(place: { file: string; line?: number }, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (isLectorError(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new LectorError('E_TEMPLATE', `the template failed: ${message}`, { place, cause: error });
  }
}
