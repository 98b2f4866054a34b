import { Command } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { registerExplain } from '../../../../src/cli/verbs/setup/explain.js';
import { ERROR_CODES, WARNING_CODES } from '../../../../src/model/codes.js';

async function explain(...words: readonly string[]): Promise<string> {
  let printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const program = new Command('lector').option('--json').exitOverride();
  registerExplain(program);
  await program.parseAsync(['node', 'lector', 'explain', ...words]);
  return printed;
}

describe('lector explain', () => {
  afterEach(() => vi.restoreAllMocks());

  it('says what a code means and what to do, in small letters too', async () => {
    const { cause, cure } = ERROR_CODES.E_PAYWALL;
    expect(await explain('e_paywall')).toBe(`E_PAYWALL: an error, exit code 4\n  ${cause}\n  Fix: ${cure}\n`);
    expect(await explain('W_STALE')).toMatch(/^W_STALE: a warning, stops nothing\n/u);
  });

  it('gives programs one object a code', async () => {
    const lines = (await explain('--json')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { code: string }).code)).toEqual([
      ...Object.keys(ERROR_CODES),
      ...Object.keys(WARNING_CODES),
    ]);
    expect(JSON.parse((await explain('E_BUDGET', '--json')).trim())).toEqual({
      type: 'code',
      code: 'E_BUDGET',
      severity: 'error',
      ...ERROR_CODES.E_BUDGET,
    });
  });

  it('suggests the code that is near', async () => {
    await expect(explain('E_PAYWAL')).rejects.toMatchObject({ code: 'E_COMMAND', hint: 'did you mean E_PAYWALL?' });
  });
});
