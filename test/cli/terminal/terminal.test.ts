import { describe, expect, it } from 'vitest';
import { formatFinding, hasColor } from '../../../src/cli/terminal/terminal.js';

const terminal = { isTTY: true };
const file = {};

describe('colour', () => {
  it.each([
    ['a terminal', {}, terminal, true],
    ['a file or pipe', {}, file, false],
    ['a continuous-integration log', { CI: 'true', GITHUB_ACTIONS: 'true' }, file, false],
    ['a terminal that has no colours', { TERM: 'dumb' }, terminal, false],
    ['NO_COLOR', { NO_COLOR: '1' }, terminal, false],
    ['an empty NO_COLOR, which is no wish', { NO_COLOR: '' }, terminal, true],
    ['FORCE_COLOR', { FORCE_COLOR: '1' }, file, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, terminal, false],
    ['both: the quieter wins', { NO_COLOR: '1', FORCE_COLOR: '1' }, terminal, false],
  ])('for %s', (_name, environment, stream, expected) => {
    expect(hasColor(environment, stream)).toBe(expected);
  });

  it('is in the label alone, and only when asked for', () => {
    const finding = { severity: 'error', code: 'E_FIELD_DATE', message: 'date "x" is not a date.' } as const;
    const plain = 'error E_FIELD_DATE: date "x" is not a date.';
    expect(formatFinding(finding)).toBe(plain);
    expect(formatFinding(finding, true)).toBe(plain.replace('error', '\u001B[31merror\u001B[39m'));
  });
});
