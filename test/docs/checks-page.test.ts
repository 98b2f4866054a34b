import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOST_RULES, REACH_RULES } from '../../src/check/online/host-rules.js';
import type { Content, Count, ElementRule } from '../../src/feed/standards/grammar.js';
import { REQUIREMENTS } from '../../src/feed/standards/podcasts/requirements.js';
import { SHORT_RULES } from '../../src/feed/standards/podcasts/short-rules.js';
import { REASONS } from '../../src/feed/standards/reasons.js';
import { ATOM_GRAMMAR, RSS_090_GRAMMAR, RSS_1_GRAMMAR, RSS_GRAMMAR } from '../../src/feed/standards/tables/index.js';
import { ERROR_CODES, WARNING_CODES, type ErrorCode, type WarningCode } from '../../src/model/codes.js';
import { PROFILES } from '../../src/model/codes/check-profiles.js';

const PAGE = path.resolve(import.meta.dirname, '../../docs/checks.md');
const RENEW = 'npx vitest run test/docs/checks-page.test.ts -u';
const COUNTS: Readonly<Record<Count, string>> = {
  '1': 'once',
  '?': 'at most once',
  '+': 'at least once',
  '*': 'any number',
};

/** Rules by their document; those of Atom as Atom has them. */
function rulesByDocument(): ReadonlyMap<string, readonly ElementRule[]> {
  const all = new Set([...RSS_GRAMMAR.rules, ...ATOM_GRAMMAR.rules, ...RSS_1_GRAMMAR.rules, ...RSS_090_GRAMMAR.rules]);
  const inAtom = new Set(ATOM_GRAMMAR.rules);
  const documents = new Map<string, ElementRule[]>();
  for (const rule of all) {
    const [document = ''] = rule.clause.split(', ');
    if (document === 'RFC 4287' && !inAtom.has(rule)) continue;
    documents.set(document, [...(documents.get(document) ?? []), rule]);
  }
  return documents;
}

function rowOf({ name, count, parents, content, attributes }: ElementRule): readonly string[] {
  const list = Object.entries(attributes).map(
    ([attribute, { value, isRequired }]) => `\`${attribute}\`${isRequired ? ' (required)' : ''}: ${value.name}`,
  );
  return [`\`${name}\``, `${COUNTS[count]} in ${parents.join(', ')}`, holds(content), list.join('; ')];
}

function holds(content: Content): string {
  if (typeof content !== 'string') return content.name;
  return content === 'anything' ? 'not looked at' : content;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return ['', line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line), ''];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function checksPage(): string {
  const texts: Readonly<Record<string, { readonly cause: string; readonly cure: string }>> = {
    ...ERROR_CODES,
    ...WARNING_CODES,
  };
  return [
    '# What `lector check` asks of a feed',
    '',
    `<!-- Made from src/feed/standards by: ${RENEW} -->`,
    '',
    '`lector check` judges the published folder, or any feed file, by the rules of profiles: `--profile rss,apple`. Without the',
    'option a folder of Lector’s own is judged by all of them, a feed with audio by `rss`, `psp1` and `apple`, any other feed by',
    '`rss` alone; each but `disclosure` asks for what `rss` asks too. Errors break a document or keep an app from taking the feed; warnings cost something; notes are advice.',
    'Each finding names its code, profile, clause, reason, path, line, column and item; `--json` prints one a line, `--sarif`',
    'a log of SARIF 2.1.0. The exit code is 4 when there are errors, else 0.',
    '',
    '## Profiles',
    ...table(
      ['profile', 'whose rules'],
      Object.entries(PROFILES).map(([name, whose]) => [`\`${name}\``, whose]),
    ),
    '## What directories ask besides',
    ...table(
      ['element', 'profiles', 'code', 'clause'],
      REQUIREMENTS.map(({ parent, name, profiles, code, clause, sections, substitute }) => [
        `\`${name}\` of ${parent}`,
        profiles.join(', '),
        `\`${code}\``,
        [clause, sections?.spotify && `Spotify ${sections.spotify}`, substitute && `or \`${substitute}\` there`]
          .filter((part) => part !== undefined && part !== '')
          .join('; '),
      ]),
    ),
    ...table(
      ['value', 'profiles', 'code', 'clause', 'found when it'],
      SHORT_RULES.map(({ parent, name, attribute, profiles, code, clause, says }) => [
        `\`${name}${attribute === undefined ? '' : `/@${attribute}`}\` of ${parent}`,
        profiles.join(', '),
        `\`${code}\``,
        clause,
        says,
      ]),
    ),
    '## What a host has to answer',
    '',
    'Asked of an address (`lector check URL`, `--online`, `lector doctor --host URL`); pictures are measured, transcripts and',
    'chapters read, and both ends of the audio of the ten newest items decoded.',
    ...table(
      ['rule', 'of', 'code', 'clause', 'why it counts', 'fix'],
      [...REACH_RULES, ...HOST_RULES].map(({ name, kinds, code, clause, why, fix }) => [
        name,
        kinds.join(', '),
        `\`${code}\``,
        clause,
        why,
        fix,
      ]),
    ),
    '## Elements, by document',
    ...[...rulesByDocument()].flatMap(([document, rules]) => [
      '',
      `### ${document}`,
      ...table(['element', 'stands', 'holds', 'attributes'], rules.map(rowOf)),
    ]),
    '## Codes, and what happens to who breaks their rules',
    ...table(
      ['code', 'what is wrong', 'why it counts'],
      Object.entries(REASONS).map(([code, why]) => [`\`${code}\``, texts[code]?.cause ?? '', why]),
    ),
  ]
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n');
}

describe('docs/checks.md', () => {
  it(`says what the code says; renew it with: ${RENEW}`, async () => {
    await expect(checksPage()).toMatchFileSnapshot(PAGE);
  });

  it('has a reason for every code of a table', () => {
    const codes = new Set<ErrorCode | WarningCode>([...REQUIREMENTS, ...SHORT_RULES].map(({ code }) => code));
    expect([...codes].filter((code) => REASONS[code] === undefined)).toEqual([]);
  });
});
