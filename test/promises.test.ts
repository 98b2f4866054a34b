import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const PAGE = readFileSync(path.join(ROOT, 'docs/promises.md'), 'utf8');
/** First and last number of each group of promises. */
const GROUPS = [
  [1, 18],
  [20, 34],
  [40, 48],
  [50, 56],
  [60, 72],
  [80, 99],
] as const;

const [proved = '', rest = ''] = PAGE.split('## Proved in part');
const [partly = '', open = ''] = rest.split('## Open');
const rows = [...proved.matchAll(/^\| (P\d\d) \| (.*?) \| (.*) \|$/gmu)].map(([, id = '', , proofs = '']) => ({
  id,
  proofs,
}));

describe('the page of promises', () => {
  it('names every promise once: as proved, proved in part, or open', () => {
    const named = [
      ...rows.map(({ id }) => id),
      ...(partly.match(/^\| P\d\d/gmu) ?? []),
      ...(open.match(/P\d\d/gu) ?? []),
    ];
    const all = GROUPS.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, index) => `P${String(first + index).padStart(2, '0')}`),
    );
    expect(named.map((id) => id.replace('| ', '')).sort()).toEqual(all);
  });

  it.each(rows)('names for $id tests that are there', ({ proofs }) => {
    const named = [...proofs.matchAll(/`(test\/[^`]+)` "([^"]+)"/gu)].map(([, file = '', name = '']) => ({
      file,
      name,
    }));
    expect(named.length).toBe(proofs.split('; `').length);
    const missing = named.filter(({ file, name }) => !isTestIn(path.join(ROOT, file), name));
    expect(missing).toEqual([]);
  });
});

/** Whether a file has a test, or a group of tests, of exactly this name. */
function isTestIn(file: string, name: string): boolean {
  if (!existsSync(file)) return false;
  const text = readFileSync(file, 'utf8');
  return [`'${name}',`, `\`${name}\`,`].some((literal) => text.includes(literal));
}
