import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');

type LockedPackage = {
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly peer?: boolean;
};

/** Asks for nothing but its own notice, which npm installs beside the code. */
const PERMISSIVE = /^(?:MIT|ISC|0BSD|BSD-[23]-Clause)$/u;
/** Packages whose lock entry names no licence; their LICENSE files are those of MIT. */
const MIT_BY_FILE = ['async', 'podcast'];

const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>;
};
const required = Object.entries(lock.packages)
  .filter(([place, entry]) => place !== '' && entry.dev !== true && entry.optional !== true && entry.peer !== true)
  .map(([place, { license }]) => ({ name: place.replace(/^.*node_modules\//u, ''), license }));

describe('the licences of what Lector requires', () => {
  it('hold no GPL', () => {
    expect(required.filter(({ license }) => /GPL/u.test(license ?? ''))).toEqual([]);
  });

  it('are permissive, or named in NOTICE', () => {
    const notice = readFileSync(path.join(ROOT, 'NOTICE'), 'utf8');
    const others = required.filter(
      ({ name, license }) => !PERMISSIVE.test(license ?? '') && !MIT_BY_FILE.includes(name),
    );
    expect(others.map(({ name }) => name).filter((name) => !notice.includes(`(package ${name})`))).toEqual([]);
  });

  it.each(MIT_BY_FILE)('are MIT in the files of %s', (name) => {
    const { license, licenses } = JSON.parse(
      readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8'),
    ) as { license?: string; licenses?: unknown };
    const text = readFileSync(path.join(ROOT, 'node_modules', name, 'LICENSE'), 'utf8');
    expect(`${license ?? JSON.stringify(licenses ?? '')} ${text}`).toMatch(
      /Permission is hereby granted, free of charge/u,
    );
  });
});
