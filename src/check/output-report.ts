import type { Finding } from '../model/finding.js';
import { present } from '../model/present.js';

/** Collects findings about the published folder; places are paths below it. */
export type OutputReport = {
  readonly findings: readonly Finding[];
  readonly error: (
    code: `E_${string}`,
    message: string,
    details: { file: string; hint?: string; line?: number },
  ) => void;
  readonly warning: (
    code: `W_${string}`,
    message: string,
    details: { file: string; hint?: string; line?: number },
  ) => void;
};

export function openOutputReport(): OutputReport {
  const findings: Finding[] = [];
  const add =
    (severity: Finding['severity']) =>
    (code: string, message: string, details: { file: string; hint?: string; line?: number }): void => {
      const { file, line, hint = 'build again; if it stays, report it.' } = details;
      findings.push({ severity, code, message, hint, place: { file, ...present({ line }) } });
    };
  return { findings, error: add('error'), warning: add('warning') };
}
