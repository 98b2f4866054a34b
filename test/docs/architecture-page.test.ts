import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/architecture.md'), 'utf8');

describe('docs/architecture.md', () => {
  it('has a row for every room', () => {
    const rooms = new Set(readdirSync(path.join(ROOT, 'src')).map((name) => name.replace(/\.ts$/u, '')));
    const rows = [...PAGE.matchAll(/^\| `([a-z-]+)` \|/gmu)].map(([, room]) => room ?? '');
    expect([...rooms].filter((room) => !rows.includes(room))).toEqual([]);
    expect(rows.length).toBe(new Set(rows).size);
  });

  it('names only files that are there', () => {
    const named = [...PAGE.matchAll(/`(src\/[^`<]+)`|\]\(\.\.\/([^)]+)\)/gu)].map(
      ([, inCode, linked]) => inCode ?? linked ?? '',
    );
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});
