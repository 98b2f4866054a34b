import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../browser.js';
import { LectorError, warning } from '../../src/errors.js';
import type { Draft } from '../../src/model/publication/draft.js';
import { startPreview, type Preview } from '../../src/preview.js';
import { buildWav } from '../../src/sound.js';

const SECRET = 'The mayor resigns <b>tomorrow</b>';
let outDir = '';
let preview: Preview;
let drafts: readonly Draft[] = [];

function draft(more: Partial<Draft>): Draft {
  const reason = warning('W_HELD_BACK', `held back: "${SECRET}" (draft: true).`);
  const common = {
    slug: 'mayor',
    title: SECRET,
    kind: 'article',
    language: 'en',
    location: 'articles/mayor.md',
  } as const;
  return { ...common, reason, findings: [], clips: new Map(), ...more };
}

function script(spoken: readonly string[]): NonNullable<Draft['script']> {
  const utterances = spoken.map((text, index) => ({
    id: `u-${index}`,
    blockId: `b${index}`,
    blockKind: 'paragraph' as const,
    role: 'narrator' as const,
    display: text,
    spoken: text,
    lang: 'en',
    changes: [{ start: 0, end: 3, from: 'The', to: '', rule: 'struck' }],
    links: [],
    pauseAfterMs: 1,
  }));
  const skipped = [{ text: '<img src=x onerror=alert(1)>', reason: 'code' }];
  const entry = {
    blockId: 'b',
    kind: 'code',
    outcome: 'partly',
    utteranceIds: [],
    wordCount: 9,
    spokenWordCount: 4,
  } as const;
  return {
    slug: 'mayor',
    title: SECRET,
    language: 'en',
    utterances,
    sections: [],
    ledger: [{ ...entry, skipped }],
    leftOut: [],
  };
}

beforeAll(async () => {
  outDir = await mkdtemp(path.join(os.tmpdir(), 'lector-drafts-'));
  await writeFile(path.join(outDir, 'index.html'), '<p>published</p>');
  const clips = new Map<string, string>();
  for (const id of ['u-0', 'u-1']) {
    const file = path.join(outDir, `${id}-kept.wav`);
    await writeFile(file, buildWav({ samples: new Int16Array(800), sampleRateHz: 8000 }));
    clips.set(id, file);
  }
  const notes = { descriptionHtml: '', contentHtml: '<p>Notes of the mayor.</p>' };
  const said = script([SECRET, 'The council meets.', 'The end.']);
  drafts = [
    draft({ script: said, clips, notes, estimatedMs: 61_000 }),
    draft({ slug: 'radio', title: 'Radio', kind: 'programme', recordingPath: clips.get('u-0') ?? '' }),
    draft({ slug: 'broken', title: 'Broken', findings: [new LectorError('E_EMPTY', 'it says nothing.').toFinding()] }),
  ];
  preview = await startPreview({
    outDir,
    port: 0,
    baseUrl: 'https://pod.example/',
    drafts: () => Promise.resolve(drafts),
  });
});

afterAll(() => preview.close());

const ask = (place: string, init: RequestInit = {}): Promise<Response> =>
  fetch(new URL(place, preview.url), { redirect: 'manual', ...init });

describe('drafts in the preview', () => {
  it('are listed with why they are held back, and each has a page of what would be heard', async () => {
    const list = await (await ask('/drafts/')).text();
    expect(list).toContain('<a href="/drafts/mayor/">The mayor resigns &lt;b&gt;tomorrow&lt;/b&gt;</a>');
    expect(list).toContain('(draft: true).');
    const page = await (await ask('/drafts/mayor/')).text();
    expect(page).toContain('<del>The</del> council meets.');
    expect(page).toContain('About 1:01. 9 words, 4 spoken, 5 not.');
    expect(page).toContain('2 sentences of 3 are narrated already.');
    expect(page).toContain('<b>code</b> (code): &lt;img src=x onerror=alert(1)&gt;');
    expect(page).toContain('<p>Notes of the mayor.</p>');
    expect(await (await ask('/drafts/broken/')).text()).toContain('it says nothing.');
    expect(await (await ask('/drafts/radio/')).text()).toContain('<audio controls preload="metadata" src="recording">');
  });

  it.each([
    '/drafts/',
    '/drafts/mayor/',
    '/drafts/mayor/u-0.wav',
    '/drafts/radio/recording',
    '/drafts/nobody.mp3/',
    '/drafts',
  ])('are kept by nobody and read by no other origin: %s', async (place) => {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST']) {
      const { headers } = await ask(place, { method, headers: { origin: 'https://evil.example' } });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      });
    }
  });

  it.each([
    ['/drafts', 301],
    ['/drafts/mayor', 301],
    ['/drafts/nobody/', 404],
    ['/drafts/mayor/u-2.wav', 404],
    ['/drafts/mayor/%2e%2e%2findex.html', 404],
    ['/drafts/%zz/', 404],
    ['/drafts/mayor/x/y', 404],
    ['/drafts?x=1', 301],
  ])('answer %s with %i', async (place, status) => {
    expect((await ask(place)).status).toBe(status);
  });

  it('play from any byte', async () => {
    const part = await ask('/drafts/mayor/u-1.wav', { headers: { range: 'bytes=0-3' } });
    expect([part.status, part.headers.get('content-type'), await part.text()]).toEqual([206, 'audio/wav', 'RIFF']);
  });

  it('are shown to nobody who asks for another name, and stand in nothing that is published', async () => {
    const { port } = new URL(preview.url);
    const foreign = await import('node:http').then(
      ({ get }) =>
        new Promise<{ status: number | undefined; body: string }>((resolve) =>
          get({ port, host: '127.0.0.1', path: '/drafts/mayor/', headers: { host: 'evil.example' } }, (response) => {
            let body = '';
            response.on('data', (chunk: Buffer) => (body += chunk.toString()));
            response.on('end', () => resolve({ status: response.statusCode, body }));
          }),
        ),
    );
    expect(foreign.status).toBe(421);
    expect(foreign.body).not.toContain('mayor');
    expect(await (await ask('/')).text()).toBe('<p>published</p>');
  });

  it('show what their sources say now, and say what went wrong with them', async () => {
    const before = drafts;
    drafts = [];
    expect(await (await ask('/drafts/')).text()).toContain('Nothing is held back.');
    drafts = before;
    const failing = await startPreview({
      outDir,
      port: 0,
      baseUrl: 'https://pod.example/',
      drafts: () => Promise.reject(new LectorError('E_LEXICON', 'the lexicon is broken.', { hint: 'mend it.' })),
    });
    const answer = await fetch(new URL('drafts/', failing.url));
    expect([answer.status, await answer.text()]).toEqual([500, 'the lexicon is broken. Fix: mend it.']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    await failing.close();
  });

  it('are read out sentence after sentence by the browser, which runs nothing else', async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('dialog', (dialog) => void dialog.dismiss().then(() => complaints.push('dialog')));
      await page.goto(new URL('drafts/mayor/', preview.url).href);
      await page.locator('tr[data-clip] button').first().click();
      await page.locator('tr.heard', { hasText: 'council' }).waitFor();
      expect(await page.evaluate('getComputedStyle(document.body).maxWidth')).toBe('960px');
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
