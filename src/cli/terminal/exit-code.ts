import { ERROR_CODES, EXIT, type ExitCode } from '../../model/codes.js';
import type { Finding } from '../../model/finding.js';

/** Of several errors the largest code below 10 ends the run; warnings alone are a success. */
export function exitCodeOf(findings: readonly Finding[]): ExitCode {
  const codes = findings.flatMap(({ severity, code, exitCode }) =>
    severity === 'error' ? [exitCode ?? ERROR_CODES[code].exitCode] : [],
  );
  const ordinary = codes.filter((code) => code < 10);
  return (codes.length > ordinary.length ? codes : ordinary).reduce<ExitCode>(
    (worst, code) => (code > worst ? code : worst),
    EXIT.done,
  );
}
