import type Handlebars from 'handlebars';
import { isLectorError, LectorError } from '../errors.js';
import type { Place } from '../model/finding.js';
import { present } from '../model/present.js';
import type { Budget } from './budget.js';
import { FIELD, PLAIN, PRINT, SAFE_URL, TO_JSON_TEXT } from './built-in-names.js';
import { followField, toPrintable } from './field.js';
import type { Formatter } from './formatters/formatter.js';
import { SafeHtml } from './html/safe-html.js';
import { toSafeUrl } from './html/safe-url.js';

/** What Handlebars passes to a helper last; `loc` is missing from its types. */
type CallOptions = Handlebars.HelperOptions & { readonly loc?: hbs.AST.SourceLocation };

/** Registers the formatters, the strict field lookup and a bounded `each`. */
export function registerFormatters(
  handlebars: typeof Handlebars,
  { formatters, budget }: { readonly formatters: Readonly<Record<string, Formatter>>; readonly budget: Budget },
): void {
  const toOutput = (value: string | SafeHtml): unknown =>
    value instanceof SafeHtml ? new handlebars.SafeString(value.toString()) : value;

  for (const [name, formatter] of Object.entries(formatters)) {
    register(handlebars, name, (values, options) => {
      const root = options.data as { root?: { language?: unknown } } | undefined;
      const language = typeof root?.root?.language === 'string' ? root.root.language : 'en';
      const result = formatter.format({ values, named: options.hash, language });
      return typeof result === 'string' || result instanceof SafeHtml ? toOutput(result) : result;
    });
  }
  register(handlebars, FIELD, ([base, ...names]) => followField(base, names.map(String)));
  register(handlebars, PRINT, ([base, ...names]) =>
    toPrintable(followField(base, names.map(String)), names.map(String)),
  );
  register(handlebars, SAFE_URL, ([value]) => (value === undefined ? '' : toSafeUrl(String(value))));
  register(handlebars, PLAIN, ([value]) => toText(value));
  register(handlebars, TO_JSON_TEXT, ([value]) => JSON.stringify(toText(value)).slice(1, -1));
  boundEach(handlebars, budget);
}

/** What Handlebars prints of a value. */
function toText(value: unknown): string {
  return value === undefined || value === null ? '' : String(value as string | number | boolean | SafeHtml);
}

function register(
  handlebars: typeof Handlebars,
  name: string,
  run: (values: readonly unknown[], options: CallOptions) => unknown,
): void {
  handlebars.registerHelper(name, (...received: unknown[]) => {
    const options = received.at(-1) as CallOptions;
    try {
      return run(received.slice(0, -1), options);
    } catch (error) {
      throw placed(error, options);
    }
  });
}

function boundEach(handlebars: typeof Handlebars, budget: Budget): void {
  const each = handlebars.helpers['each'];
  if (!each) throw new LectorError('E_BUG', 'Handlebars has no each.');
  handlebars.registerHelper('each', function (this: unknown, list: unknown, options: CallOptions) {
    let characters = 0;
    const fn: Handlebars.TemplateDelegate = (context, runtime) => {
      const output = options.fn(context, runtime);
      characters += output.length;
      budget.spend(characters);
      return output;
    };
    return each.call(this, list, { ...options, fn });
  });
}

function placed(error: unknown, options: CallOptions): LectorError {
  const place: Place | undefined =
    options.loc === undefined
      ? undefined
      : { file: options.loc.source, line: options.loc.start.line, column: options.loc.start.column + 1 };
  if (isLectorError(error)) {
    if (error.place || !place) return error;
    return new LectorError(error.code as 'E_TEMPLATE', error.message, {
      ...present({ hint: error.hint }),
      place,
      cause: error.cause,
    });
  }
  const message = error instanceof Error ? error.message : String(error);
  return new LectorError('E_TEMPLATE', message, { ...present({ place }), cause: error });
}
