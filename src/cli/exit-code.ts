import { ERROR_CODES, EXIT, type ErrorCode } from '../errors.js';
import type { Finding } from '../model/finding.js';

/** Of several errors the largest code below 10 ends the run; warnings alone are a success. */
export function exitCodeOf(findings: readonly Finding[]): number {
  const codes = findings
    .filter(({ severity }) => severity === 'error')
    .map(
      ({ code, exitCode }) =>
        exitCode ?? (Object.hasOwn(ERROR_CODES, code) ? ERROR_CODES[code as ErrorCode] : EXIT.inputs),
    );
  if (codes.length === 0) return EXIT.done;
  const ordinary = codes.filter((code) => code < 10);
  return codes.length > ordinary.length ? Math.max(...codes) : Math.max(...ordinary);
}
