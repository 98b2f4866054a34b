import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../../src/model/article.js';
import { textOfBlock } from '../../../../src/model/text/block-text.js';
import { extractHtml } from '../../../../src/sources/kinds/html/extract-html.js';
import { visibleText } from '../../../../src/markup/element.js';
import { parsePage } from '../../../../src/sources/kinds/html/parse-page.js';
import { wordsOf } from '../../../../src/sources/kinds/html/tokens.js';
import { FIRST_PARAGRAPH, FRAMES, LAST_PARAGRAPH } from './frames.js';

const URL = 'https://harbour.example/2024/queue.html';
const TEXT = 'The fog came in at nine, and with it the first message that the boat would have to wait for daylight.';

describe('extractHtml', () => {
  it('says why each line that is not the article was left out', () => {
    const { dropped } = extractHtml(
      page(`
        <p>By Nora Quill</p>
        <p>Published: 15 July 2025, 07:28 (HP)</p>
        <p>${FIRST_PARAGRAPH}</p>
        <figure><img src="/fog.jpg" alt=""><figcaption>The bar at seven, seen from the tower of the office.</figcaption></figure>
        <p>The bar at seven, seen from the tower of the office.</p>
        <p><a href="/a">Pilots ask for a second boat</a></p>
        <p>Read also: <a href="/b">Who counts the ships?</a></p>
        <p>${TEXT}</p>
        <p>Advertisement</p>
        <p>Sign up for our newsletter and get the tides in your inbox.</p>
        <p>Image 2 of 5</p>
        <p>${LAST_PARAGRAPH}</p>
        <p>Dear readers! We have moved to a new system for letters. Please register to write to us.</p>
        <p>Follow us on Twitter and Facebook.</p>
        <p>Share this: <a href="#f">Facebook</a></p>
        <p>Leave a comment</p>`),
      { url: URL },
    );
    expect(dropped.map(({ reason, text }) => `${reason}: ${text.slice(0, 30)}`)).toEqual([
      'byline: By Nora Quill',
      'publication-date: Published: 15 July 2025, 07:28',
      'caption-duplicate: The bar at seven, seen from th',
      'related-links: Pilots ask for a second boat',
      'related-links: Read also: Who counts the ship',
      'advertisement: Advertisement',
      'newsletter: Sign up for our newsletter and',
      'page-controls: Image 2 of 5',
      'reader-notice: Dear readers! We have moved to',
      'reader-notice: Follow us on Twitter and Faceb',
      'share-bar: Share this: Facebook',
      'comment-notice: Leave a comment',
    ]);
  });

  it('names the parts of the page that lie around the article', () => {
    const frame = FRAMES[0]?.({ head: '', header: '<h1>Ships queue</h1>', body: `<p>${TEXT}</p>` }) ?? '';
    const reasons = extractHtml(frame, { url: URL }).dropped.map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(
      new Set([
        'navigation',
        'cookie-notice',
        'share-bar',
        'advertisement',
        'newsletter',
        'related-links',
        'comment-notice',
        'page-footer',
      ]),
    );
  });

  it('leaves no word of a page unaccounted for', () => {
    // A formula is told as its TeX.
    for (const [index, html] of goldenPages()
      .filter((source) => !source.includes('<math'))
      .entries()) {
      const { blocks, dropped, metadata } = extractHtml(html, { url: URL });
      const left = countWords(visibleText(parsePage(html).root));
      const labels = blocks.map((block) => (block.kind === 'footnote' ? block.label : ''));
      const told = [...labels, ...blocks.map(textOfBlock), ...dropped.map(({ text }) => text), metadata.title ?? ''];
      for (const word of told.flatMap(wordsOf)) left.set(word, (left.get(word) ?? 0) - 1);
      const lost = [...left].filter(([, count]) => count > 0).map(([word]) => word);
      expect([index, lost]).toEqual([index, []]);
    }
  });

  it('gives the same page the same blocks', () => {
    for (const html of goldenPages().slice(0, 20)) {
      expect(extractHtml(html, { url: URL })).toEqual(extractHtml(html, { url: URL }));
    }
  });

  it('does not need an address to tell links from text', () => {
    const html = page(
      `<p>${FIRST_PARAGRAPH}</p><p>${TEXT}</p><p><a href="/b">Who counts the ships?</a></p><p>${LAST_PARAGRAPH}</p>`,
    );
    expect(texts(extractHtml(html).blocks)).toEqual(['Ships queue', FIRST_PARAGRAPH, TEXT, LAST_PARAGRAPH]);
  });

  it('takes an article that the metadata quotes where the layout gives no hint', () => {
    const lines = [FIRST_PARAGRAPH, TEXT, LAST_PARAGRAPH];
    const data = JSON.stringify({
      '@type': 'NewsArticle',
      articleBody: `${lines.join(' ')} Subscribe now, said the sign on the pier.`,
    });
    const html = page(
      `${lines.map((line) => `<p>${line}</p>`).join('')}<p>Subscribe now, said the sign on the pier.</p>`,
      `<script type="application/ld+json">${data}</script>`,
    );
    expect(texts(extractHtml(html).blocks)).toContain('Subscribe now, said the sign on the pier.');
  });

  it('keeps a copyright notice in the text and out of the narration', () => {
    const notice = '© 2024 Harbour Press. All rights reserved.';
    const { blocks } = extractHtml(
      page(`<p>${FIRST_PARAGRAPH}</p><p>${TEXT}</p><p>${LAST_PARAGRAPH}</p><p>${notice}</p>`),
    );
    expect(blocks.at(-1)).toEqual({ id: 'b5', kind: 'paragraph', spans: [{ text: notice }], audio: 'skip' });
  });
});

describe('what an author says about extraction', () => {
  const html = page(
    `<p>${FIRST_PARAGRAPH}</p><div class="box"><p>${TEXT}</p><p>${TEXT.replace('nine', 'ten')}</p></div><p>${LAST_PARAGRAPH}</p><div class="tail"><p>Advertisement</p></div>`,
  );

  it('leaves out what an exclude selector names', () => {
    const { blocks, dropped } = extractHtml(html, { exclude: ['.box'] });
    expect(texts(blocks)).toEqual(['Ships queue', FIRST_PARAGRAPH, LAST_PARAGRAPH]);
    expect(dropped).toContainEqual({ text: `${TEXT} ${TEXT.replace('nine', 'ten')}`, reason: 'excluded' });
  });

  it('takes what an include selector names and judges none of it', () => {
    const { blocks } = extractHtml(html, { include: ['.box', '.tail'], exclude: [] });
    expect(texts(blocks)).toEqual(['Ships queue', TEXT, TEXT.replace('nine', 'ten'), 'Advertisement']);
  }, 10_000);

  it('refuses a selector that cannot be read and shows it', () => {
    expect(() => extractHtml(html, { exclude: ['p['] })).toThrow(
      expect.objectContaining({ code: 'E_CONFIG', message: 'The selector "p[" cannot be read.' }),
    );
  });

  it('keeps data-audio marks on blocks and on words', () => {
    const marked = page(
      `<p>${FIRST_PARAGRAPH}</p><p data-audio="skip">${TEXT}</p><p>Tides <b data-audio="only">for Monday</b> are below, as the office prints them.</p><p hidden data-audio="only">You are listening to the harbour news.</p><p>${LAST_PARAGRAPH}</p>`,
    );
    expect(extractHtml(marked).blocks.slice(2, 5)).toEqual([
      { id: 'b3', kind: 'paragraph', spans: [{ text: TEXT }], audio: 'skip' },
      {
        id: 'b4',
        kind: 'paragraph',
        spans: [
          { text: 'Tides ' },
          { text: 'for Monday', emphasis: 'strong', audio: 'only' },
          { text: ' are below, as the office prints them.' },
        ],
      },
      { id: 'b5', kind: 'paragraph', spans: [{ text: 'You are listening to the harbour news.' }], audio: 'only' },
    ]);
  });
});

describe('what a reader must not hear', () => {
  it('counts hidden text and leaves it out', () => {
    const hidden = ['style="display:none"', 'hidden', 'aria-hidden="true"', 'style="font-size:0"', 'style="opacity:0"'];
    const secrets = hidden.map((attribute) => `<p ${attribute}>A secret line, which nobody sees.</p>`).join('');
    const { blocks, findings } = extractHtml(
      page(`<p>${FIRST_PARAGRAPH}</p>${secrets}<p>${TEXT}</p><p>${LAST_PARAGRAPH}</p>`),
    );
    expect(texts(blocks).join(' ')).not.toContain('secret');
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['W_HIDDEN_TEXT', 'The article holds text that no reader sees (count 5); it was left out.'],
    ]);
  });

  it('takes a page as shown that hides its whole article until a script has run', () => {
    const html = page(
      `<div style="display:none"><p>${FIRST_PARAGRAPH}</p><p>${TEXT}</p><p>${LAST_PARAGRAPH}</p></div>`,
    );
    expect(texts(extractHtml(html).blocks)).toEqual(['Ships queue', FIRST_PARAGRAPH, TEXT, LAST_PARAGRAPH]);
  });

  it('lets nothing act that HTML can act with', () => {
    const active = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '<a href="java&#115;cript:alert(1)">x</a>',
      '<a href="data:text/html,evil">x</a>',
      '<base href="//evil.example/"><a href="y">x</a>',
      '<form action="//evil.example"><button formaction="javascript:alert(1)">x</button></form>',
      '<svg><style><img onerror=alert(1) src></style></svg>',
      '<textarea></textarea><script>alert(1)</script></textarea>',
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    ];
    for (const html of active) {
      const { blocks } = extractHtml(page(`<p>${FIRST_PARAGRAPH}</p>${html}<p>${TEXT}</p><p>${LAST_PARAGRAPH}</p>`), {
        url: URL,
      });
      expect([html, /alert|evil|onerror|data:/.test(JSON.stringify(blocks))]).toEqual([html, false]);
    }
  });
});

function page(body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><title>Ships queue</title>${head}</head><body><article><h1>Ships queue</h1>${body}</article></body></html>`;
}

function texts(blocks: readonly Block[]): readonly string[] {
  return blocks.map(textOfBlock);
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function goldenPages(): readonly string[] {
  const folder = path.resolve(import.meta.dirname, '../../../golden/html');
  return readdirSync(folder).flatMap((file) =>
    readFileSync(path.join(folder, file), 'utf8')
      .split(/^=== /mu)
      .slice(1)
      .map((source, index) => {
        const body = /^--- body\n([\s\S]*?)^--- /mu.exec(source)?.[1] ?? '';
        const header = /^--- header\n([\s\S]*?)^--- /mu.exec(source)?.[1] ?? '<h1>Ships queue for the harbour</h1>';
        return FRAMES[index % FRAMES.length]?.({ head: '', header, body }) ?? '';
      }),
  );
}
