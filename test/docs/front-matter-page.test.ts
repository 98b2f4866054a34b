import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourceItem } from '../../src/model/article.js';
import { ITEM_FIELDS } from '../../src/sources/fields/read-item-fields.js';
import { PROGRAMME_FIELDS } from '../../src/sources/kinds/programme/programme.js';
import { collect, makeProject, type Collected } from '../sources/project.js';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../docs/front-matter.md'), 'utf8');

type Row = {
  readonly names: readonly string[];
  readonly takes: string;
  readonly limit: number | undefined;
  readonly example: string;
};

const EVERY_ITEM = rowsOf('Every item');
const RECORDINGS = rowsOf('Recordings alone');

function rowsOf(title: string): readonly Row[] {
  const section = PAGE.split(/^## /mu).find((part) => part.startsWith(title)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) => {
    const [field = '', others = '', takes = '', limit = '', example = ''] = line
      .slice(1)
      .split('|')
      .map((cell) => cell.trim());
    return {
      names: [field, ...others.split(' ')].filter(Boolean).map((name) => name.replaceAll('`', '')),
      takes,
      limit: limit === '' ? undefined : Number(limit),
      example: example.replaceAll('`', ''),
    };
  });
}

/** An article with one more field in its front matter. */
async function article(field: string): Promise<Collected> {
  const title = /^(?:title|headline):/u.test(field) ? '' : 'title: A day\n';
  const text = `---\n${title}${field}\n---\n\nThe tide turned at seven.\n`;
  return collect(await makeProject({ 'articles/a.md': text, 'articles/pier.jpg': 'picture' }));
}

/** A recording with one more field in its sidecar. */
async function recording(field: string): Promise<Collected> {
  return collect(
    await makeProject({
      'audio/programmes/harbour-talk.yaml': `title: Harbour talk\n${field}\n`,
      'audio/programmes/harbour-talk.flac': 'audio bytes',
      'audio/programmes/harbour-talk.vtt': 'WEBVTT\n',
    }),
  );
}

/** What was read, without the hash of the file. */
function read({ items }: Collected): readonly SourceItem[] {
  return items.map((item) => ({ ...item, source: { ...item.source, sha256: '' } }));
}

describe('docs/front-matter.md', () => {
  it('has every field and every spelling that is read, and no other', () => {
    expect(EVERY_ITEM.map(({ names }) => names)).toEqual(Object.values(ITEM_FIELDS));
    expect(RECORDINGS.map(({ names }) => names)).toEqual(Object.values(PROGRAMME_FIELDS));
  });

  it.each(EVERY_ITEM)('has an example that is read, under every spelling: $example', async ({ names, example }) => {
    const [first = ''] = names;
    expect(example.startsWith(`${first}: `)).toBe(true);
    const plain = await article('');
    const said = await article(example);
    expect(said.refused).toEqual([]);
    expect(read(said)).not.toEqual(read(plain));
    for (const other of names.slice(1)) {
      const same = await article(example.replace(first, other));
      expect([other, same.refused, same.items.length]).toEqual([other, [], said.items.length]);
    }
  });

  it.each(RECORDINGS)('has an example that is read: $example', async ({ names, example }) => {
    for (const name of names) {
      const { items, refused } = await recording(example.replace(names[0] ?? '', name));
      expect([name, refused, items.length]).toEqual([name, [], 1]);
    }
  });

  it.each(
    [...EVERY_ITEM, ...RECORDINGS].filter(
      ({ takes, limit }) => limit !== undefined && /text|number|Markdown/u.test(takes),
    ),
  )('names the limit of $names.0', async ({ names, takes, limit = 0 }) => {
    const field = (size: number): string => {
      if (takes.includes('number')) return `${names[0]}: ${size}`;
      return takes.includes('list') ? `${names[0]}: [${'x'.repeat(size)}]` : `${names[0]}: ${'x'.repeat(size)}`;
    };
    const readOne = RECORDINGS.some((row) => row.names === names) ? recording : article;
    expect((await readOne(field(limit))).refused).toEqual([]);
    const [refusal] = (await readOne(field(limit + 1))).refused;
    expect(refusal?.code).toMatch(/^E_FIELD_(?:LONG|RANGE)$/u);
  });

  it('shows a sidecar that is read, and dates that are', async () => {
    const [, sidecar = ''] = /```yaml\n([\s\S]*?)```/u.exec(PAGE) ?? [];
    const { items, refused } = await collect(
      await makeProject({
        'audio/programmes/harbour-talk.yaml': sidecar,
        'audio/programmes/harbour-talk.mp3': 'audio',
      }),
    );
    expect(refused).toEqual([]);
    expect(items[0]).toMatchObject({ title: 'Harbour talk', chapters: [{ startMs: 0 }, { startMs: 130_000 }] });
    const dates = ['2026-03-03', '2026-03-03T18:40:00Z', '3 March 2026, 6.40 pm CET'];
    for (const date of dates) {
      expect(PAGE).toContain(`\`${date}\``);
      expect([date, (await article(`date: ${date}`)).refused]).toEqual([date, []]);
    }
    expect((await article('date: 03/04/2026')).refused.map(({ code }) => code)).toEqual(['E_FIELD_DATE']);
  });
});
