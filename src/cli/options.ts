import { Option } from 'commander';
import { LectorError } from '../errors.js';
import { quoteValue } from '../model/text.js';

/**
 * An option that takes a value, refuses another flag in its place, and may be given once.
 *
 * @param parse Turns the text into a value or throws {@link LectorError} `E_FLAG`.
 */
export function valueOption<Value>(
  flags: string,
  description: string,
  parse: (text: string, flag: string) => Value,
): Option {
  const flag = /--[a-z-]+/u.exec(flags)?.[0] ?? flags;
  let isGiven = false;
  return new Option(flags, description).argParser((text: string) => {
    if (text.startsWith('--'))
      throw new LectorError('E_FLAG', `${flag} needs a value, got ${text}.`, { hint: `write ${flag} VALUE.` });
    if (isGiven) throw new LectorError('E_FLAG', `${flag} given twice.`, { hint: 'give it once.' });
    isGiven = true;
    return parse(text, flag);
  });
}

export function parseText(text: string, flag: string): string {
  if (text.trim() === '') throw new LectorError('E_FLAG', `${flag} is empty.`, { hint: `write ${flag} VALUE.` });
  return text;
}

/** `--metrics` with or without an address, as both `watch` and `worker` have it. */
export function metricsOption(): Option {
  return new Option(
    '--metrics [address]',
    'serve /metrics, /health and /ready, to this machine alone unless a host is named',
  ).preset('9464');
}

/** The output folder: never empty, never the root of the disk. */
export function parseOutDir(text: string, flag: string): string {
  if (text.trim() === '' || /^(?:\/+|[a-z]:[\\/]*)$/iu.test(text)) {
    throw new LectorError('E_OUT_DIR', `${flag} ${quoteValue(text)} is not a folder to publish into.`, {
      hint: `write ${flag} output.`,
      exitCode: 2,
    });
  }
  return text;
}

export function parseWholeNumber(range: { readonly min: number; readonly max: number }) {
  return (text: string, flag: string): number => {
    const value = Number(text);
    if (!/^\d{1,9}$/u.test(text) || value < range.min || value > range.max) {
      throw new LectorError(
        'E_FLAG',
        `${flag} ${quoteValue(text)} is not a whole number from ${range.min} to ${range.max}.`,
        { hint: `write ${flag} ${range.min}.` },
      );
    }
    return value;
  };
}

/** An amount of US dollars; NaN, nothing and infinity never mean unlimited. */
export function parseAmount(text: string, flag: string): number {
  if (!/^\d{1,6}(?:\.\d{1,4})?$/u.test(text)) {
    throw new LectorError('E_FLAG', `${flag} ${quoteValue(text)} is not an amount.`, {
      hint: `write ${flag} 5, or --no-budget to spend without limit.`,
    });
  }
  return Number(text);
}

/** A day, `2024-01-31`. */
export function parseDay(text: string, flag: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  if (!isDay)
    throw new LectorError('E_FLAG', `${flag} ${quoteValue(text)} is not a day.`, { hint: `write ${flag} 2024-01-31.` });
  return text;
}
