import { execFileSync } from 'node:child_process';
import { appendFile, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ItemStatus } from '../../../src/show/review/show-status.js';
import { article, CONFIG, makeShow, NOW, type TestShow } from '../test-show.js';

const REQUIRED = `${CONFIG}review: required\n`;
const BY = { by: 'Ada', now: () => NOW };

/** A published show under review: two episodes that were approved, and what a test adds to it. */
let made: TestShow;
let show: TestShow;

beforeAll(async () => {
  made = await makeShow({
    'lector.yaml': REQUIRED,
    'articles/ferry.md': article('The ferry', 'It sails at noon. Nobody waits for it.'),
    'articles/clock.md': article('The clock', 'It shows the tide of the NHS.'),
  });
  for (const wanted of ['ferry.md', 'clock.md']) await approve(made, wanted);
  await build(made);
});

afterAll(() => made.remove());

beforeEach(async () => {
  show = await made.copy();
  return () => show.remove();
});

async function build(of: TestShow) {
  of.spoken.length = 0;
  const { rows, findings } = await (await of.open()).build();
  const outcomes = Object.fromEntries(rows.map(({ slug, outcome }) => [slug, outcome]));
  return { outcomes, codes: findings.map(({ code }) => code), spokenCount: of.spoken.length };
}

async function approve(of: TestShow, wanted: string, more: { note?: string; isWithdrawing?: boolean } = {}) {
  return (await of.open()).approve({ wanted, by: BY.by, ...more });
}

async function feed(): Promise<string> {
  return readFile(path.join(show.root, 'output/feed.xml'), 'utf8');
}

async function audioOf(slug: string): Promise<string | undefined> {
  return (await show.manifest()).episodes.find((record) => record.slug === slug)?.audio.sha256;
}

async function statusOf(slug: string): Promise<ItemStatus | undefined> {
  return (await (await show.open()).status()).find((item) => item.slug === slug);
}

/** What an editor does after an article was approved, and whether the approval still holds. */
const AFTERWARDS: readonly (readonly [string, (show: TestShow) => Promise<void>, boolean])[] = [
  ['a tag that is not spoken', (s) => s.edit('articles/new.md', 'date:', 'tags: [town]\ndate:'), true],
  ['emphasis that is not heard', (s) => s.edit('articles/new.md', 'is carried', '*is carried*'), true],
  ['a word that is heard', (s) => s.edit('articles/new.md', 'is carried', 'was carried'), false],
  ['a pronunciation of a word in it', (s) => s.write('lexicon.yaml', 'piano: pee ah noh\n'), false],
  ['a pronunciation of a word that is not in it', (s) => s.write('lexicon.yaml', 'zebra: zee bra\n'), true],
  ['another voice', (s) => s.edit('lector.yaml', 'engine: counting', 'engine: counting, voice: other'), false],
  ['another pace', (s) => s.edit('lector.yaml', 'engine: counting', 'engine: counting, rate: 1.5'), false],
  ['longer pauses', (s) => s.edit('lector.yaml', 'review:', 'pauses: {paragraphMs: 2000}\nreview:'), false],
  ['a template of the page', (s) => s.write('templates/pages/index.hbs', '<p>{{show.title}}</p>'), true],
  [
    'another name of the file',
    (s) => rename(path.join(s.root, 'articles/new.md'), path.join(s.root, 'articles/x.md')),
    true,
  ],
  ['an approval edited by hand', (s) => s.edit('approvals/the-piano.yaml', 'sound: "', 'sound: "0'), false],
  ['an approval that is damaged', (s) => s.write('approvals/the-piano.yaml', '<<<<<<< ours\n'), false],
  ['an approval that is taken back', async (s) => void (await approve(s, 'new.md', { isWithdrawing: true })), false],
];

describe('a show with review: required', () => {
  it('holds what nobody approved, narrates it so that it can be heard, and lets it out once it is approved', async () => {
    await show.write('articles/new.md', article('The piano', 'A piano is carried up the stairs.'));
    const { rows } = await (await show.open()).plan();
    expect(rows.find(({ slug }) => slug === 'the-piano')).toMatchObject({
      work: 'narrate',
      waitsFor: 'nobody has approved it yet',
    });
    expect(await build(show)).toMatchObject({
      outcomes: { 'the-piano': 'review', 'the-ferry': 'reused' },
      spokenCount: 4,
    });
    expect(await feed()).not.toContain('The piano');
    expect(await statusOf('the-piano')).toMatchObject({
      state: 'review',
      waitsFor: 'an approval: nobody has approved it yet',
    });
    await approve(show, 'the-piano', { note: 'checked' });
    expect(await statusOf('the-piano')).toMatchObject({ state: 'approved', waitsFor: 'lector build' });
    expect(await build(show)).toMatchObject({ outcomes: { 'the-piano': 'built' }, spokenCount: 0, codes: [] });
    expect(await feed()).toContain('The piano');
  });

  it.each(AFTERWARDS)('after %s', async (_, change, isHolding) => {
    await show.write('articles/new.md', article('The piano', 'A piano is carried up the stairs.'));
    await approve(show, 'new.md');
    await change(show);
    const status = (await (await show.open()).status()).find(({ title }) => title === 'The piano');
    expect(status?.state).toBe(isHolding ? 'approved' : 'review');
  });

  it('keeps the old edition of a published episode until its correction is approved', async () => {
    const [before, old] = [await show.manifest(), await audioOf('the-ferry')];
    await show.edit('articles/ferry.md', 'at noon', 'at one');
    expect(await build(show)).toMatchObject({ outcomes: { 'the-ferry': 'kept' }, codes: ['W_REVIEW'], spokenCount: 1 });
    expect(await audioOf('the-ferry')).toBe(old);
    expect(await statusOf('the-ferry')).toMatchObject({ state: 'published', stale: 'sound', correction: 'review' });
    const page = path.join(show.root, 'output/episodes/the-ferry/index.html');
    expect(await readFile(page, 'utf8')).toContain('at noon');
    const [draft] = await (await show.open()).drafts();
    expect(draft?.review?.changes?.filter(({ change }) => change !== 'same')).toEqual([
      { change: 'gone', text: 'It sails at noon.' },
      { change: 'new', text: 'It sails at one.' },
    ]);
    await approve(show, 'ferry.md');
    expect((await (await show.open()).drafts())[0]?.review?.isApproved).toBe(true);
    expect(await build(show)).toMatchObject({ outcomes: { 'the-ferry': 'built' }, spokenCount: 0 });
    expect(await readFile(page, 'utf8')).toContain('at one');
    const guids = (await show.manifest()).episodes.map(({ guid }) => guid);
    expect(guids).toEqual(before.episodes.map(({ guid }) => guid));
  });

  it('lets what is only written otherwise out without anybody', async () => {
    await show.edit('articles/ferry.md', 'date:', 'tags: [harbour]\ndate:');
    expect((await build(show)).outcomes['the-ferry']).toBe('tagged');
  });

  it('makes what was published again when its files are lost', async () => {
    await rm(path.join(show.root, 'output/episodes/the-ferry'), { recursive: true });
    await approve(show, 'ferry.md', { isWithdrawing: true });
    expect(await build(show)).toMatchObject({ outcomes: { 'the-ferry': 'built' }, spokenCount: 0 });
  });

  it('holds an approved episode back until its day', async () => {
    await show.write('articles/new.md', article('The piano', 'A piano.', '2026-03-02T12:00:00Z'));
    expect((await build(show)).outcomes['the-piano']).toBe('review');
    await approve(show, 'new.md');
    expect((await build(show)).outcomes['the-piano']).toBe('scheduled');
    expect(await statusOf('the-piano')).toMatchObject({ state: 'scheduled' });
    const later = await show.open({ now: () => new Date('2026-03-03T12:00:00Z') });
    expect((await later.build()).rows.map(({ outcome }) => outcome)).toContain('built');
  });

  it('takes nothing away when it begins to ask for approvals', async () => {
    await rm(path.join(show.root, 'approvals'), { recursive: true });
    expect(await build(show)).toMatchObject({
      outcomes: { 'the-ferry': 'reused', 'the-clock': 'reused' },
      spokenCount: 0,
    });
  });

  it('tells which line of an approval cannot be read', async () => {
    await appendFile(path.join(show.root, 'approvals/the-ferry.yaml'), 'aprovedBy: "Eve"\n');
    const { findings } = await (await show.open()).build();
    const [fault] = findings;
    expect(fault).toMatchObject({ code: 'E_APPROVAL', place: { file: 'approvals/the-ferry.yaml', line: 16 } });
  });

  it('merges approvals of two branches without a question', async () => {
    const git = (...words: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...words], { cwd: show.root });
    await rm(path.join(show.root, 'approvals'), { recursive: true });
    for (const name of ['one', 'two']) await show.write(`articles/${name}.md`, article(`Piece ${name}`));
    git('init', '-q', '-b', 'main');
    git('add', 'articles', 'lector.yaml');
    git('commit', '-qm', 'Articles');
    for (const name of ['one', 'two']) {
      git('checkout', '-q', '-b', name, 'main');
      await approve(show, `${name}.md`);
      git('add', 'approvals');
      git('commit', '-qm', name);
    }
    git('merge', '-q', '--no-edit', 'one');
    expect((await build(show)).outcomes).toMatchObject({ 'piece-one': 'built', 'piece-two': 'built' });
  });

  it('does not know what is not there', async () => {
    const [message, hint] = ['there is no item "the-fery".', 'did you mean the-ferry?'];
    await expect(approve(show, 'the-fery')).rejects.toMatchObject({ code: 'E_INPUT', message, hint });
  });

  it('lists every approval and whether it holds', async () => {
    await show.edit('articles/ferry.md', 'at noon', 'at one');
    const all = await (await show.open()).approvals();
    expect(all.map(({ slug, state, why }) => [slug, state, why])).toEqual([
      ['the-clock', 'holds', 'approved by Ada on 2026-03-01'],
      ['the-ferry', 'lapsed', '1 sentence new and 1 gone since it was approved on 2026-03-01'],
    ]);
  });

  it('has an approval of its own for a briefing', async () => {
    const briefing =
      'briefings: [{title: The week, articles: [ferry.md, clock.md], publishedAt: 2026-02-01T00:00:00Z}]\n';
    await appendFile(path.join(show.root, 'lector.yaml'), briefing);
    expect((await build(show)).outcomes['the-week']).toBe('review');
    await approve(show, 'the-week');
    expect((await build(show)).outcomes['the-week']).toBe('built');
  });
});
