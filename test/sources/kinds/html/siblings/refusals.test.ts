import { describe, expect, it } from 'vitest';
import { expectSibling, heardIn, type Sibling } from './siblings.js';

/** Pages with a flaw that are articles all the same. */
// prettier-ignore
const ARTICLES: Readonly<Record<string, readonly Sibling[]>> = {
  'text in noscript': [
    ['<!doctype html><html lang="en"><head><title>The pump</title></head><body><div id="root"></div><script src="/a.js"></script><noscript><article><h1>The pump</h1><p>{en1}</p><p>{en2}</p><p>{en3}</p></article></noscript></body></html>', 'The pump | {en1} | {en2} | {en3}'],
    ['<!doctype html><html lang="de"><head><title>Die Pumpe</title></head><body><h1>Die Pumpe</h1><div class="lazy"><noscript><p>{de1}</p></noscript></div><div class="lazy"><noscript><p>{de2}</p><p>{de3}</p></noscript></div></body></html>', 'Die Pumpe | {de1} | {de2} | {de3}'],
    ['<!doctype html><html lang="fr"><head><title>La pompe</title></head><body><main><h1>La pompe</h1><noscript><div><p>{fr1}</p><p>{fr2}</p><p>{fr3}</p></div></noscript></main></body></html>', 'La pompe | {fr1} | {fr3}'],
    ['<!doctype html><html lang="en"><head><title>The pump</title><noscript><link rel="stylesheet" href="a.css"></noscript></head><body><main><h1>The pump</h1><p>{en1}</p><noscript><img src="a.jpg" alt="x"></noscript><p>{en2}</p><noscript><p>Please enable JavaScript to see the comments of our readers.</p></noscript></main></body></html>', '{en1} | {en2}', 'enable JavaScript'],
    ['<!doctype html><html lang="en"><head><title>The pump</title></head><body><main><article><h1>The pump</h1><p>Loading…</p><noscript>{en1}<br><br>{en2}<br><br>{en4}</noscript></article></main></body></html>', '{en1} | {en2} | {en4}'],
  ],
  'rows of page builders': [
    ['<!doctype html><html lang="en"><head><title>The pump</title></head><body><div class="fl-builder"><div class="fl-row"><div class="fl-col"><div class="fl-module fl-heading"><h1>The pump</h1></div></div></div><div class="fl-row"><div class="fl-col"><div class="fl-rich-text"><p>{en1}</p></div></div></div><div class="fl-row"><div class="fl-col"><div class="fl-rich-text"><p>{en2}</p></div></div></div><div class="fl-row"><div class="fl-col"><div class="fl-rich-text"><p>{en3}</p></div></div></div></div></body></html>', 'The pump | {en1} | {en2} | {en3}'],
    ['<!doctype html><html lang="de"><head><title>Die Pumpe</title></head><body><section class="elementor-section"><div><div><h2 class="elementor-heading-title">Die Pumpe</h2></div></div></section><section class="elementor-section"><div><div class="elementor-widget-text-editor">{de1}</div></div></section><section class="elementor-section"><div><div class="elementor-widget-text-editor">{de2}</div><div class="elementor-widget-text-editor">{de3}</div></div></section></body></html>', 'Die Pumpe | {de1} | {de2} | {de3}'],
    ['<!doctype html><html lang="fr"><head><title>La pompe</title></head><body><div class="et_pb_section"><div class="et_pb_row"><div class="et_pb_text"><div><h2>La pompe</h2><p>{fr1}</p></div></div></div></div><div class="et_pb_section"><div class="et_pb_row"><div class="et_pb_text"><div><p>{fr2}</p></div></div><div class="et_pb_text"><div><p>{fr3}</p></div></div></div></div></body></html>', '{fr1} | {fr2} | {fr3}'],
    ['<!doctype html><html lang="es"><head><title>La bomba</title></head><body><div class="sqs-row"><div class="sqs-block"><h1>La bomba</h1></div></div><div class="sqs-row"><div class="sqs-block"><p>{es1}</p></div><div class="sqs-block"><img src="a.jpg"></div></div><div class="sqs-row"><div class="sqs-block"><p>{es2}</p></div></div></body></html>', 'La bomba | {es1} | {es2}'],
  ],
  'rows of text without paragraphs': [
    ['<!doctype html><html lang="en"><head><title>Apples</title></head><body><main><h1>Apples</h1><div class="row"><div class="widget-container">{en5}</div></div><div class="row"><div class="widget-container"><p>{en1}</p><p>{en2}</p><p>{en3}</p></div></div><div class="row"><div class="widget-container"><p>{en4}</p></div></div></main></body></html>', '{en5} | {en1} | {en3} | {en4}'],
    ['<!doctype html><html lang="en"><head><title>Apples</title></head><body><h1>Apples</h1><div class="widget-container">{en5}</div><div class="widget-container"><p>{en1}</p><p>{en2}</p><p>{en3}</p></div><div class="widget-container"><p>{en4}</p></div></body></html>', '{en5} | {en1} | {en3} | {en4}'],
  ],
  'titles that are the other half': [
    ['<!doctype html><html lang="en"><head><title>Hiking with Uwe: Over the ridge</title></head><body><header><h1>Hiking with Uwe</h1></header><div class="post hentry"><h3 class="post-title">Over the ridge</h3><div class="post-body entry-content"><p>{en1}</p><p>{en2}</p><p>{en3}</p></div></div></body></html>', 'Over the ridge | {en1}', 'Hiking'],
  ],
  'text in headings alone': [
    ['<!doctype html><html lang="en"><head><title>The pump</title></head><body><div><h1>The pump</h1><h3>{en1}</h3><h3>{en2}</h3><h3>{en3}</h3></div></body></html>', 'The pump | {en1} | {en2} | {en3}'],
    ['<!doctype html><html lang="de"><head><title>Die Pumpe</title></head><body><div class="text"><h2>{de1}</h2><h4>{de2}</h4><h4>{de3}</h4></div></body></html>', '{de1} | {de2} | {de3}'],
    ['<!doctype html><html lang="en"><head><title>The pump</title></head><body><article><h1>The pump</h1><h5>{en4}</h5><br><h5>{en5}</h5><h5>{en1}</h5></article></body></html>', '{en4} | {en5} | {en1}'],
    ['<!doctype html><html lang="fr"><head><title>La pompe</title></head><body><center><h2>La pompe</h2><h3>{fr1}<br><br>{fr2}<br><br>{fr3}</h3></center></body></html>', '{fr1} | {fr2} | {fr3}'],
    ['<!doctype html><html lang="en"><head><title>The pump</title></head><body><div class="wrap"><h6>{en2}</h6><h6>{en3}</h6><h6>{en1}</h6></div></body></html>', '{en2} | {en3} | {en1}'],
  ],
  'lengths that are declared wrong': [
    ['<!doctype html><html lang="en"><head><title>The pump</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"The pump","wordCount":4210}</script></head><body><main><article><h1>The pump</h1><p>{en1}</p><p>{en2}</p><p>{en3}</p><p>{en4}</p></article></main></body></html>', '{en1} | {en4}'],
    ['<!doctype html><html lang="en"><head><title>The pump</title><script type="application/ld+json">{"@type":"Article","headline":"The pump","articleBody":"&lt;p class=&quot;a b c d e f&quot; style=&quot;font-size: 12px; color: red; margin: 0 0 10px 0; padding: 0&quot; data-x=&quot;1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64&quot;&gt;{en1}&lt;/p&gt;&lt;p&gt;{en2}&lt;/p&gt;"}</script></head><body><main><article><h1>The pump</h1><p>{en1}</p><p>{en2}</p></article></main></body></html>', '{en1} | {en2}'],
    ['<!doctype html><html lang="de"><head><title>Die Pumpe</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Die Pumpe","wordCount":"1900"}</script></head><body><main><h1>Die Pumpe</h1><p>{de1}</p><p>{de2}</p><p>{de3}</p><p>Das war am Dienstag.</p></main></body></html>', '{de1} | {de3} | Das war'],
    ['<!doctype html><html lang="en"><head><title>The pump</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"The pump","articleBody":"{en1} {en2} {en3} {en4} {en5} {en1} {en2} {en3} {en4} {en5}"}</script></head><body><main><article><h1>The pump</h1><p>{en1}</p><p>{en2}</p><p>{en3}</p><p>{en4}</p><p>{en5}</p></article></main></body></html>', '{en1} | {en5}'],
    ['<!doctype html><html lang="fr"><head><title>La pompe</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"La pompe","wordCount":900,"isAccessibleForFree":true}</script></head><body><main><article><h1>La pompe</h1><p>{fr1}</p><p>{fr2}</p><p>{fr3}</p></article></main></body></html>', '{fr1} | {fr3}'],
  ],
  'few words beside more of the site': [
    ['<!doctype html><html lang="en"><head><title>Ice on the ropes | Quayside Diary</title></head><body><div id="header-wrapper"><h1 class="title"><a href="/">Quayside Diary</a></h1><p class="description">{en1} {en2}</p><p>{en3}</p><p>{en4}</p></div><div class="hentry"><h3 class="entry-title">Ice on the ropes</h3><div class="entry-content"><p>There was ice on the ropes this morning, a finger thick.</p><p>We knocked it off with a broom handle and went out an hour late, and nobody minded.</p></div></div></body></html>', 'Ice on the ropes | There was ice | nobody minded.', '{en1} | {en3}'],
    ['<!doctype html><html lang="de"><head><title>Neuer Anstrich – Hafenblatt</title></head><body><div class="willkommen"><p>{de1}</p><p>{de2}</p><p>{de3}</p></div><article><h2>Neuer Anstrich</h2><p>Der Leuchtturm bekommt bis Ostern einen neuen Anstrich, sagt der Wärter.</p><p>Rot und weiß sollen die Streifen bleiben, nur ein wenig breiter werden.</p></article></body></html>', 'Neuer Anstrich | Der Leuchtturm | breiter werden.', '{de1} | {de2}'],
    ['<!doctype html><html lang="en"><head><title>Two seals</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"BlogPosting","headline":"Two seals"}</script></head><body><div class="hero"><p>{en2}</p><p>{en3}</p><p>{en5}</p></div><div class="content"><h1>Two seals</h1><p>Two seals lay on the slipway at noon, and they let nobody pass.</p><p>The ferry waited for them, which took twenty minutes and a bucket of herring.</p></div></body></html>', 'Two seals | let nobody pass. | bucket of herring.', '{en2} | {en5}'],
    ['<!doctype html><html lang="fr"><head><title>La cloche</title></head><body><div id="presentation"><h2>À propos du journal</h2><p>{fr1}</p><p>{fr2}</p><p>{fr3}</p></div><div itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline">La cloche</h1><div itemprop="articleBody"><p>La cloche du port a sonné trois fois cette nuit, sans personne au bout de la corde.</p><p>Le gardien accuse le vent, et le vent ne dit rien.</p></div></div></body></html>', 'La cloche | sonné trois fois | ne dit rien.', '{fr1} | {fr3}'],
    ['<!doctype html><html lang="es"><head><title>Sin correo</title></head><body><header><p>{es1}</p><p>{es2}</p></header><main><h1>Sin correo</h1><p>El barco del correo no llegó el lunes, ni tampoco el martes por la mañana.</p><p>Las cartas esperan en la otra orilla, secas y sin prisa alguna.</p></main></body></html>', 'Sin correo | no llegó el lunes | sin prisa alguna.', '{es1} | {es2}'],
    ['<!doctype html><html lang="en"><head><title>Lost glove - The Slip</title></head><body><div class="about"><h2>The Slip</h2><p>{en1}</p><p>{en4}</p></div><div class="blog-post"><h2 class="post-title">Lost glove</h2><div class="post-content"><p>Whoever lost a left glove by the crane may fetch it from the lamp room.</p><p>It is brown, it is wet, and the cat has slept on it since Friday.</p></div></div><div class="comments-area"><div class="remark"><p>{en2}</p></div><div class="remark"><p>{en3}</p></div></div></body></html>', 'Lost glove | Whoever lost | since Friday.', '{en1} | {en2} | {en3}'],
  ],
  'scripts without spaces': [
    ['<!doctype html><html lang="zh"><head><title>马</title></head><body><article><h1>马</h1><p>{zh1}</p><p>{zh2}</p></article></body></html>', '{zh1} | {zh2}'],
    ['<!doctype html><html lang="ja"><head><title>馬</title></head><body><main><h1>馬</h1><p>{ja1}</p><p>{ja2}</p></main></body></html>', '{ja1} | {ja2}'],
    ['<!doctype html><html lang="th"><head><title>ม้า</title></head><body><article><h1>ม้า</h1><p>{th1}</p><p>{th2}</p></article></body></html>', '{th1} | {th2}'],
    ['<!doctype html><html lang="ja"><head><title>馬</title></head><body><main><h1>馬</h1><p><ruby>朝<rt>あさ</rt></ruby><ruby>一番<rp>(</rp><rt>いちばん</rt><rp>)</rp></ruby>の船だった。{ja1}</p><p>{ja2}</p></main></body></html>', '朝一番の船だった。{ja1} | {ja2}', 'あさ | いちばん'],
    ['<!doctype html><html lang="zh-Hant"><head><title>馬</title></head><body><div class="post"><h2>馬</h2><div>{zh1}<br><br>{zh2}</div></div></body></html>', '{zh1} | {zh2}'],
  ],
};

/** Pages that are none. */
// prettier-ignore
const OTHERS: readonly (readonly [html: string, code: string])[] = [
  ['<!doctype html><html lang="en"><head><title>App</title></head><body><div id="root"></div><script src="a.js"></script><noscript><p>You need to enable JavaScript to run this app.</p></noscript></body></html>', 'E_NO_ARTICLE'],
  ['<!doctype html><html lang="en"><head><title>Boats</title></head><body><h1>Boats</h1><h2><a href="/1">Summer</a></h2><h2><a href="/2">Winter</a></h2><h2><a href="/3">Horses</a></h2></body></html>', 'E_NO_ARTICLE'],
  ['<!doctype html><html lang="en"><head><title>The pump</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"The pump","wordCount":4210,"isAccessibleForFree":false}</script></head><body><main><article><h1>The pump</h1><p>{en1}</p><p>{en2}</p></article></main></body></html>', 'E_PAYWALL'],
  ['<!doctype html><html lang="zh"><head><title>马</title></head><body><main><h1>马</h1><p>码头上有一匹马。</p></main></body></html>', 'E_ARTICLE_SHORT'],
  ['<!doctype html><html lang="en"><head><title>The pump</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"The pump","articleBody":"{en1} {en2} {en3} {en4} {en5} {en1} {en2} {en3} {en4} {en5}"}</script></head><body><main><article><h1>The pump</h1><p>{en1}</p><p>{en2}</p></article></main></body></html>', 'E_ARTICLE_SHORT'],
  ['<!doctype html><html lang="en"><head><title>Ice on the ropes</title></head><body><article><h1>Ice on the ropes</h1><p>There was ice on the ropes this morning, a finger thick, and all hands were called to knock it off before …</p><p><a href="/ice">Read more</a></p></article></body></html>', 'E_ARTICLE_SHORT'],
  ['<!doctype html><html lang="de"><head><title>Neuer Anstrich</title></head><body><article><h1>Neuer Anstrich</h1><p>Der Leuchtturm bekommt einen neuen Anstrich.</p></article></body></html>', 'E_ARTICLE_SHORT'],
  ['<!doctype html><html lang="en"><head><title>Page not found</title></head><body><article><h1>Page not found</h1><p>{en1}</p><p>Please look for what you wanted with the search, or go back to the front page of this site.</p></article></body></html>', 'E_ARTICLE_SHORT'],
  ['<!doctype html><html lang="en"><head><title>Two seals</title></head><body><article><h1>Two seals</h1><p>Two seals lay on the slipway at noon, and they let nobody pass but the man with the herring.</p><p>Subscribe to continue reading this article, it costs one crown a week.</p></article></body></html>', 'E_PAYWALL'],
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
