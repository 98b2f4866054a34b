import type { ErrorCode, WarningCode } from '../model/codes.js';
import type { Finding } from '../model/finding.js';
import { present } from '../model/present.js';

/** Collects findings about the published folder; places are paths below it. */
export type OutputReport = {
  readonly findings: readonly Finding[];
  readonly error: (code: ErrorCode, message: string, details: OutputPlace) => void;
  readonly warning: (code: WarningCode, message: string, details: OutputPlace) => void;
};

type OutputPlace = { readonly file: string; readonly hint?: string; readonly line?: number };

export function openOutputReport(): OutputReport {
  const findings: Finding[] = [];
  return {
    findings,
    error: (code, message, details) => void findings.push({ severity: 'error', code, message, ...placed(details) }),
    warning: (code, message, details) => void findings.push({ severity: 'warning', code, message, ...placed(details) }),
  };
}

function placed({ file, line, hint = 'build again; if it stays, report it.' }: OutputPlace) {
  return { hint, place: { file, ...present({ line }) } };
}
