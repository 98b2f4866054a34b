import { describe, expect, it } from 'vitest';
import { expectSibling, heardIn, type Sibling } from './siblings.js';

/** Pages with a flaw that are articles all the same. */
// prettier-ignore
const ARTICLES: Readonly<Record<string, readonly Sibling[]>> = {
  'text in noscript': [
    ['<!doctype html><html lang="en"><head><title>The pump</title><noscript><link rel="stylesheet" href="a.css"></noscript></head><body><main><h1>The pump</h1><p>{en1}</p><noscript><img src="a.jpg" alt="x"></noscript><p>{en2}</p><noscript><p>Please enable JavaScript to see the comments of our readers.</p></noscript></main></body></html>', '{en1} | {en2}', 'enable JavaScript'],
  ],
  'rows of page builders': [
    ['<!doctype html><html lang="en"><head><title>The pump</title></head><body><div class="fl-builder"><div class="fl-row"><div class="fl-col"><div class="fl-module fl-heading"><h1>The pump</h1></div></div></div><div class="fl-row"><div class="fl-col"><div class="fl-rich-text"><p>{en1}</p></div></div></div><div class="fl-row"><div class="fl-col"><div class="fl-rich-text"><p>{en2}</p></div></div></div><div class="fl-row"><div class="fl-col"><div class="fl-rich-text"><p>{en3}</p></div></div></div></div></body></html>', 'The pump | {en1} | {en2} | {en3}'],
    ['<!doctype html><html lang="de"><head><title>Die Pumpe</title></head><body><section class="elementor-section"><div><div><h2 class="elementor-heading-title">Die Pumpe</h2></div></div></section><section class="elementor-section"><div><div class="elementor-widget-text-editor">{de1}</div></div></section><section class="elementor-section"><div><div class="elementor-widget-text-editor">{de2}</div><div class="elementor-widget-text-editor">{de3}</div></div></section></body></html>', 'Die Pumpe | {de1} | {de2} | {de3}'],
    ['<!doctype html><html lang="es"><head><title>La bomba</title></head><body><div class="sqs-row"><div class="sqs-block"><h1>La bomba</h1></div></div><div class="sqs-row"><div class="sqs-block"><p>{es1}</p></div><div class="sqs-block"><img src="a.jpg"></div></div><div class="sqs-row"><div class="sqs-block"><p>{es2}</p></div></div></body></html>', 'La bomba | {es1} | {es2}'],
  ],
  'scripts without spaces': [
    ['<!doctype html><html lang="th"><head><title>ม้า</title></head><body><article><h1>ม้า</h1><p>{th1}</p><p>{th2}</p></article></body></html>', '{th1} | {th2}'],
  ],
};

/** Pages that are none. */
// prettier-ignore
const OTHERS: readonly (readonly [html: string, code: string])[] = [
  ['<!doctype html><html lang="en"><head><title>App</title></head><body><div id="root"></div><script src="a.js"></script><noscript><p>You need to enable JavaScript to run this app.</p></noscript></body></html>', 'E_NO_ARTICLE'],
  ['<!doctype html><html lang="en"><head><title>The pump</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"The pump","wordCount":4210,"isAccessibleForFree":false}</script></head><body><main><article><h1>The pump</h1><p>{en1}</p><p>{en2}</p></article></main></body></html>', 'E_PAYWALL'],
  ['<!doctype html><html lang="zh"><head><title>马</title></head><body><main><h1>马</h1><p>码头上有一匹马。</p></main></body></html>', 'E_ARTICLE_SHORT'],
  ['<!doctype html><html lang="en"><head><title>The pump</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"The pump","articleBody":"{en1} {en2} {en3} {en4} {en5} {en1} {en2} {en3} {en4} {en5}"}</script></head><body><main><article><h1>The pump</h1><p>{en1}</p><p>{en2}</p></article></main></body></html>', 'E_ARTICLE_SHORT'],
];

for (const [kind, siblings] of Object.entries(ARTICLES)) {
  describe(`articles with ${kind}`, () => {
    for (const [index, sibling] of siblings.entries()) {
      it(`such as page ${index + 1}`, () => {
        expectSibling(sibling, index);
      });
    }
  });
}

describe('pages without an article', () => {
  for (const [index, [html, code]] of OTHERS.entries()) {
    it(`such as page ${index + 1} are refused`, () => {
      expect(heardIn(html, index)).toBe(code);
    });
  }
});
