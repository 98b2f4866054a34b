import { describe, expect, it } from 'vitest';
import { foldFindings } from '../../../src/cli/terminal/fold-findings.js';
import { warning } from '../../../src/errors.js';
import type { Finding } from '../../../src/model/finding.js';

describe('foldFindings', () => {
  it('shows every error, and of each kind of warning three and the number of the rest', () => {
    const error: Finding = { severity: 'error', code: 'E_URL', message: 'wrong.' };
    const many = [1, 2, 3, 4, 5].map((number) => warning('W_URL_PRIVATE', `item ${number}.`));
    const other = warning('W_URL_HTTP', 'plain.');
    expect(foldFindings([error, ...many, other, error])).toEqual([
      error,
      ...many.slice(0, 3),
      other,
      error,
      warning('W_URL_PRIVATE', 'and 2 more like it.', { hint: 'add --json to see them all.' }),
    ]);
  });
});
