import { describe, expect, it } from 'vitest';
import { isLectorError } from '../../../../src/errors.js';
import { extractHtml } from '../../../../src/sources/kinds/html/extract-html.js';

const LINE = 'The harbour office counted ships on Monday, nine more than a week before, and the pilots worked on. ';

describe('pages that are not articles', () => {
  it('names an empty file', () => {
    expect(refusal(' \n ')).toEqual(['E_ARTICLE_EMPTY', 'The file is empty or holds only white space.']);
  });

  it('names a page without text', () => {
    expect(refusal('<!doctype html><title>T</title><body></body>')).toEqual([
      'E_NO_ARTICLE',
      'The page was read, and no article text found in it.',
    ]);
  });

  it('names a page that a script builds, and does not read its excuse', () => {
    const shells = [
      '<title>App</title><body><div id="root"></div><script src="/app.js"></script><noscript>You need to enable JavaScript to run this app.</noscript></body>',
      '<title>App</title><body><div id="__next"></div><script src="/n.js"></script></body>',
      '<title>App</title><body><p>Please turn on JavaScript to see this page.</p></body>',
    ];
    for (const html of shells) {
      expect(refusal(html)).toEqual([
        'E_NO_ARTICLE',
        'The page is built by JavaScript: it holds no article text without it.',
      ]);
    }
  });

  it('are not those that count or copy their words wrongly', () => {
    const jsonLd = (fields: object): string =>
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'Article', ...fields })}</script>`;
    const copy = `&lt;p style=&quot;color: red; margin: 0 0 1 em&quot;&gt;${LINE}&lt;/p&gt;`.repeat(8);
    for (const fields of [
      { wordCount: 3_000 },
      { articleBody: copy },
      { articleBody: `<img src="a/b/c/d" alt="">`.repeat(90) },
    ]) {
      const html = page('Ships', `${jsonLd(fields)}<h1>Ships</h1><p>${LINE.repeat(8)}</p>`);
      expect(() => refusal(html)).toThrow('The page was taken.');
    }
    const more = jsonLd({ articleBody: LINE.repeat(40) });
    expect(refusal(page('Ships', `${more}<h1>Ships</h1><p>${LINE.repeat(8)}</p>`))[0]).toBe('E_ARTICLE_SHORT');
  });

  it('names an error page served as if it were an article', () => {
    expect(refusal(page('404 Not Found', '<h1>404</h1><p>Page not found</p>'))).toEqual([
      'E_ARTICLE_SHORT',
      'The page is an error page ("404 Not Found") of 3 words.',
    ]);
    const wordy = `<h1>Page not found</h1><p>${LINE.repeat(4)}</p>`;
    expect(refusal(page('Page not found', wordy))[0]).toBe('E_ARTICLE_SHORT');
  });

  it('names a page that asks for consent', () => {
    const wall = '<p>We value your privacy. Accept all. Reject all. Manage options.</p>';
    expect(refusal(page('T', wall))).toEqual([
      'E_ARTICLE_SHORT',
      'The page asks for consent and shows 0 words; an article has 40.',
    ]);
  });

  it('names a page whose text is the request for consent itself', () => {
    const wall =
      '<h1>We value your privacy</h1><p>We and our 812 partners store and access information on a device, such as unique ' +
      'identifiers in cookies, to process personal data. You may accept or manage your choices by clicking below, ' +
      'including your right to object where legitimate interest is used, or at any time in the privacy policy. These ' +
      'choices apply to this site only and are kept for twelve months from now on.</p><button>Accept all</button>';
    expect(refusal(page('Harbour Press', wall))[0]).toBe('E_ARTICLE_SHORT');
    expect(refusal(page('Harbour Press', wall))[1]).toContain('asks for consent');
  });

  it('takes an article about consent for an article, though a banner stands above it', () => {
    const banner = '<div class="cookie-banner">We value your privacy. <button>Accept all</button></div>';
    const article =
      '<article><h1>Court limits cookies</h1><p>The court ruled on Monday that a cookie needs consent before it is set, ' +
      'and that nobody may be asked twice within a year.</p><p>The port, which had counted the visitors of its pages for ten ' +
      'years, said it would go back to a book and a pencil, and was not unhappy about it at all.</p></article>';
    expect(extractHtml(page('Court limits cookies', banner + article)).blocks.length).toBeGreaterThan(2);
  });

  it('names a teaser of an article for subscribers, with what it should have been', () => {
    const data = { '@type': 'NewsArticle', isAccessibleForFree: false, wordCount: 900 };
    expect(refusal(page('Queue', `<p>${LINE.repeat(4)}</p>`, data))).toEqual([
      'E_PAYWALL',
      'The page shows a teaser of 72 of 900 words; the article is for subscribers.',
    ]);
  });

  it('names a teaser by what the page says to those who may not read on', () => {
    const wall = `<p>${LINE.repeat(4)}</p><div class="offer"><p>Subscribe to continue reading this article.</p></div>`;
    expect(refusal(page('Queue', wall))[0]).toBe('E_PAYWALL');
  });

  it('compares the text with the body the metadata quotes', () => {
    const data = { '@type': 'Article', articleBody: LINE.repeat(12) };
    expect(refusal(page('Queue', `<p>${LINE.repeat(4)}</p>`, data))).toEqual([
      'E_ARTICLE_SHORT',
      'The page shows 72 of 216 words: a teaser, not the article.',
    ]);
  });

  it('names a stub that breaks off and links to the rest', () => {
    const stub = `<p>${LINE.repeat(4)} And then …</p><p><a href="/full">Continue reading</a></p>`;
    expect(refusal(page('Queue', stub))).toEqual([
      'E_ARTICLE_SHORT',
      'The page shows 74 words: a teaser, not the article.',
    ]);
  });

  it('names a page with too few words', () => {
    expect(refusal(page('Queue', `<p>${LINE}</p>`))).toEqual([
      'E_ARTICLE_SHORT',
      'The page has 18 words of article text; an article has 40.',
    ]);
  });

  it('takes a paid article that is all there', () => {
    const data = { '@type': 'NewsArticle', isAccessibleForFree: false, wordCount: 204 };
    expect(
      extractHtml(page('Queue', `<p>${LINE.repeat(6)}</p><p>${LINE.repeat(5)}Then it ended.</p>`, data)).blocks,
    ).toHaveLength(3);
  });
});

function page(title: string, body: string, data?: object): string {
  const script = data === undefined ? '' : `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
  return `<!doctype html><html><head><title>${title}</title>${script}</head><body><article>${body}</article></body></html>`;
}

function refusal(html: string): readonly [string, string] {
  try {
    extractHtml(html);
  } catch (error) {
    if (isLectorError(error)) return [error.code, error.message];
    throw error;
  }
  throw new Error('The page was taken.');
}
