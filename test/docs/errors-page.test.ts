import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, EXIT, WARNING_CODES, type ErrorCode } from '../../src/model/codes.js';

const PAGE = path.resolve(import.meta.dirname, '../../docs/errors.md');
const RENEW = 'npx vitest run test/docs/errors-page.test.ts -u';
/** What each exit code tells a script, and in which order the page has them. */
const OUTCOMES: readonly (readonly [keyof typeof EXIT, string])[] = [
  ['usage', 'the command line is wrong'],
  ['config', 'the configuration, a template or the lexicon is wrong'],
  ['inputs', 'an article, a recording or a feed is refused, the rest is published; or a check found faults'],
  ['engine', 'the speech engine or the network failed'],
  ['budget', 'a ceiling of spending would be passed'],
  ['environment', 'a program, a folder or the disk is not as it must be'],
  ['locked', 'another run is at work'],
  ['newerState', 'a newer version wrote the state'],
  ['interrupted', 'the run was stopped (143 when by SIGTERM)'],
  ['bug', 'the program is at fault'],
];

function errorsPage(): string {
  const rows = (codes: readonly (readonly [string, { readonly cause: string; readonly cure: string }])[]) => [
    '| code | cause | what to do |',
    '|---|---|---|',
    ...codes.map(([code, text]) => `| \`${code}\` | ${cell(text.cause)} | ${cell(text.cure)} |`),
  ];
  const sections = OUTCOMES.flatMap(([name, meaning]) => {
    const exitCode = EXIT[name];
    const own = Object.entries(ERROR_CODES).filter(([, text]) => text.exitCode === exitCode);
    return ['', `## Exit code ${exitCode}: ${meaning}`, '', ...rows(own)];
  });
  return [
    '# Errors and warnings',
    '',
    `<!-- Made from src/model/codes by: ${RENEW} -->`,
    '',
    'Every message of Lector has a permanent code. `lector explain CODE` says the same as this page. Errors end a run with',
    'the exit code of their section unless the finding says otherwise (`exitCode` in `--json`); of several the largest below',
    '10 wins, and 0 means that everything was done. Warnings stop nothing.',
    ...sections,
    '',
    '## Warnings',
    '',
    ...rows(Object.entries(WARNING_CODES)),
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

describe('docs/errors.md', () => {
  it(`says what the code says; renew it with: ${RENEW}`, async () => {
    await expect(errorsPage()).toMatchFileSnapshot(PAGE);
  });

  it('has every code once', () => {
    const codes = [...errorsPage().matchAll(/^\| `([EW]_[A-Z0-9_]+)` \|/gmu)].map(([, code]) => code);
    expect(codes.toSorted()).toEqual([...Object.keys(ERROR_CODES), ...Object.keys(WARNING_CODES)].toSorted());
    const outcomes = new Set(Object.keys(ERROR_CODES).map((code) => ERROR_CODES[code as ErrorCode].exitCode));
    expect([...outcomes].filter((exitCode) => !OUTCOMES.some(([name]) => EXIT[name] === exitCode))).toEqual([]);
  });
});
