import { EXIT, LectorError } from '../errors.js';
import type { Source } from '../sources/source.js';
import type { Formatter } from '../templates/formatters/formatter.js';

/** The version of the contracts this program keeps. An object made for another one is refused and never half understood. */
export const SPECIFICATION_VERSION = 1;

type Versioned = {
  /** Which version of the contract it was written for. */
  readonly specificationVersion: typeof SPECIFICATION_VERSION;
};

/** A source a caller brings; it is asked whether it recognises a document before those of the program are. */
export type SourceModule = Versioned & Source;

/** A formatter a caller brings, under the name templates call it by. */
export type FormatterModule = Versioned & Formatter & { readonly name: string };

/**
 * Looks at what a caller passed in, of whatever type it really is.
 *
 * @throws {@link LectorError} `E_CONFIG` when it keeps no contract, or another version of it.
 */
export function requireContract(
  what: string,
  candidate: { readonly specificationVersion?: unknown },
  methods: readonly string[],
): void {
  const version = candidate.specificationVersion;
  if (version !== SPECIFICATION_VERSION) {
    throw refuse(
      `the ${what} keeps version ${String(version)} of its contract.`,
      `write it for version ${SPECIFICATION_VERSION}.`,
    );
  }
  const missing = methods.filter(
    (name) => typeof (candidate as Readonly<Record<string, unknown>>)[name] !== 'function',
  );
  if (missing.length > 0)
    throw refuse(`the ${what} has no ${missing.join(', ')}.`, 'give it what its contract asks for.');
}

function refuse(message: string, hint: string): LectorError {
  return new LectorError('E_CONFIG', message, { hint, exitCode: EXIT.config });
}
