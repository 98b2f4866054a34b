import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

import { LANGUAGES } from '../../src/languages/language-of.js';
import { LANGUAGE_PARTS } from '../../src/languages/language.js';

const PAGE = path.resolve(import.meta.dirname, '../../docs/languages.md');

describe('docs/languages.md', () => {
  it('says what each language has and lacks', () => {
    const rows = LANGUAGES.map((language) => [
      language.name,
      `\`${language.code}\``,
      ...LANGUAGE_PARTS.map((part) => (language[part] === undefined ? `no: ${language.lacks?.[part] ?? ''}` : 'yes')),
    ]);
    const heads = ['language', 'code', ...LANGUAGE_PARTS];
    const table = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
    const page = readFileSync(PAGE, 'utf8');
    expect(/^\| language \|.*(?:\n\|.*)*/mu.exec(page)?.[0]).toBe(table);
  });
});
