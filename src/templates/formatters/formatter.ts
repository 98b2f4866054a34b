import { LectorError } from '../../errors.js';
import type { SafeHtml } from '../html/safe-html.js';

/** What a template passes: `{{name value value key=value}}`. */
export type FormatterInput = {
  readonly values: readonly unknown[];
  readonly named: Readonly<Record<string, unknown>>;
  /** BCP 47; the `language` field of the data, `en` without one. */
  readonly language: string;
};

/** A value turned into text for a template. A value that is absent prints nothing. */
export type Formatter = {
  /** One line for the documentation, with an example. */
  readonly summary: string;
  format(input: FormatterInput): string | SafeHtml | boolean;
};

/** A formatter of one number. */
export function numberFormatter(summary: string, format: (value: number, input: FormatterInput) => string): Formatter {
  return {
    summary,
    format: (input) => {
      const [value] = input.values;
      if (value === undefined) return '';
      if (typeof value === 'number' && Number.isFinite(value)) return format(value, input);
      throw new LectorError('E_TEMPLATE', `expects a number, got ${typeof value}.`, { hint: summary });
    },
  };
}

/** A formatter of one text. */
export function textFormatter(
  summary: string,
  format: (value: string, input: FormatterInput) => string | SafeHtml,
): Formatter {
  return {
    summary,
    format: (input) => {
      const [value] = input.values;
      if (value === undefined) return '';
      if (typeof value === 'string') return format(value, input);
      throw new LectorError('E_TEMPLATE', `expects text, got ${typeof value}.`, { hint: summary });
    },
  };
}
