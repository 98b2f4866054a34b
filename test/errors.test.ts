import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { isLectorError, LectorError, toLectorError, warning } from '../src/errors.js';
import { ERROR_CODES, EXIT, WARNING_CODES } from '../src/model/codes.js';

const SRC = path.resolve(import.meta.dirname, '../src');

function programFiles(): readonly string[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
  return files.map((file) => file.replaceAll('\\', '/')).filter((file) => file.endsWith('.ts'));
}

function readSource(file: string): string {
  return readFileSync(path.join(SRC, file), 'utf8');
}

/** Every code that stands in the program as a string or the name of a property, outside comments and the lists. */
function codesInUse(): ReadonlySet<string> {
  const lines = programFiles()
    .filter((file) => !file.startsWith('model/codes'))
    .flatMap((file) => readSource(file).split('\n'));
  const found = lines
    .filter((line) => !/^\s*(?:\/?\*|\/\/)/u.test(line))
    .flatMap((line) => [...line.matchAll(/'([EW]_[A-Z0-9_]+)'|^\s*([EW]_[A-Z0-9_]+):/gu)]);
  return new Set(found.map(([, text, name]) => text ?? name ?? ''));
}

describe('the codes', () => {
  it('are those the program uses, no more and no fewer', () => {
    expect([...codesInUse()].toSorted()).toEqual(
      [...Object.keys(ERROR_CODES), ...Object.keys(WARNING_CODES)].toSorted(),
    );
  });

  it('say in whole sentences what they mean and what to do, and have no other severity than their name says', () => {
    for (const [code, { cause, cure }] of [...Object.entries(ERROR_CODES), ...Object.entries(WARNING_CODES)]) {
      expect([code, cause]).toEqual([code, expect.stringMatching(/^[A-Za-z“].{10,}\.$/su)]);
      expect([code, cure]).toEqual([code, expect.stringMatching(/^[A-Z].{4,}[.…]$/su)]);
    }
    expect(Object.keys(ERROR_CODES).filter((code) => !code.startsWith('E_'))).toEqual([]);
    expect(Object.keys(WARNING_CODES).filter((code) => !code.startsWith('W_'))).toEqual([]);
  });
});

describe('LectorError', () => {
  it('is known by its mark alone, nowhere by its class', () => {
    expect(programFiles().filter((file) => /instanceof LectorError/u.test(readSource(file)))).toEqual([]);
  });

  it('is known whichever copy of the package it comes from', async () => {
    vi.resetModules();
    const other = await import('../src/errors.js');
    expect(other.LectorError).not.toBe(LectorError);
    const error = new other.LectorError('E_BUDGET', 'too dear.');
    expect([isLectorError(error), other.isLectorError(new LectorError('E_BUDGET', 'too dear.'))]).toEqual([true, true]);
    expect(toLectorError(error)).toBe(error);
  });

  it('is nothing that only looks like one', () => {
    const others = [undefined, null, 'E_BUDGET', new Error('x'), { code: 'E_BUDGET', name: 'LectorError' }];
    expect(others.map((error) => isLectorError(error))).toEqual(others.map(() => false));
    expect(toLectorError(new Error('x'))).toMatchObject({ code: 'E_BUG', exitCode: EXIT.bug });
  });

  it('becomes a finding that says its exit code only where it is not the usual one', () => {
    expect(new LectorError('E_URL', 'wrong.', { place: { file: 'a.md', line: 3 } }).toFinding()).toEqual({
      severity: 'error',
      code: 'E_URL',
      message: 'wrong.',
      place: { file: 'a.md', line: 3 },
    });
    expect(new LectorError('E_URL', 'wrong.', { exitCode: EXIT.config }).toFinding().exitCode).toBe(3);
    expect(warning('W_IDN', 'odd.', { hint: 'none.' })).toEqual({
      severity: 'warning',
      code: 'W_IDN',
      message: 'odd.',
      hint: 'none.',
    });
  });
});
