import { warning } from '../../errors.js';
import type { WarningCode } from '../../model/codes.js';
import type { Finding } from '../../model/finding.js';

/** So many warnings of one kind are shown; a large show may have a thousand with the same cause. */
const SHOWN_OF_A_KIND = 3;

/** Every error, and the first few warnings and notes of each kind with the number of the rest, for people to read. */
export function foldFindings(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Map<WarningCode, number>();
  const shown = findings.filter(({ severity, code }) => {
    if (severity === 'error') return true;
    const nth = (seen.get(code) ?? 0) + 1;
    seen.set(code, nth);
    return nth <= SHOWN_OF_A_KIND;
  });
  const rest = [...seen].flatMap(([code, total]) => {
    if (total <= SHOWN_OF_A_KIND) return [];
    const hint = 'add --json to see them all.';
    return [warning(code, `and ${total - SHOWN_OF_A_KIND} more like it.`, { hint })];
  });
  return [...shown, ...rest];
}
