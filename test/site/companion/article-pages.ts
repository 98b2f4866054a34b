/** One article as it was read out, sentence by sentence; `|` ends a paragraph. */
export const ENGLISH: readonly string[] = [
  'The lighthouse that would not go dark',
  'In March the harbour board switched off the lamp at Sker Point after 140 years.',
  'By nightfall forty people stood on the rocks with lanterns of their own.',
  'Nobody had called them.',
  'Ines Calder, who ran the post office, brought the first lamp and a flask of tea.',
  '“We were not protesting,” she says.',
  '“We were keeping a habit.”',
  'What the board had planned',
  'The plan was simple: a light on a steel pole, run by a battery, visible for nine miles.',
  'It cost £48,000, a tenth of what the old lamp needs in ten years.',
  'Nobody had called them.',
  'Captains said the new light was cold and easy to lose among the lamps of the refinery.',
  'A ferry missed the channel twice in one week.',
  'The board listened, and then it measured.',
  'Today both lights burn, the old one from dusk until the last ferry is in.',
  'Ines still walks up every evening, out of habit.',
];

const ARABIC: readonly string[] = [
  'أطفأت الميناء المنارة القديمة في شهر مارس.',
  'وقف أربعون شخصا على الصخور ومعهم مصابيحهم.',
  'لم يدعهم أحد إلى هناك.',
  'واليوم تضيء المنارتان معا حتى تعود آخر عبارة.',
];

const JAPANESE: readonly string[] = [
  '三月に港湾局は古い灯台の明かりを消した。',
  '日が暮れるころ、四十人が自分のランプを持って岩の上に立っていた。',
  '誰も呼んでいなかった。',
  '今では二つの光が最後の船が戻るまで輝いている。',
];

/** A page with the article, and which element must light at which sentence. */
export type ArticlePage = {
  readonly name: string;
  readonly sentences: readonly string[];
  readonly language: string;
  readonly html: string;
  /** Number of the sentence, and the `id` of the element all of its light lies in; nothing lights without one. */
  readonly lights: Readonly<Record<number, string | undefined>>;
};

/** `{3}` in the markup stands for sentence 3; `3:a` tells that it lights in the element `a`, `3:-` that nothing does. */
function page(name: string, html: string, lights: string, { sentences = ENGLISH, language = 'en' } = {}): ArticlePage {
  const filled = html.replace(/\{(\d+)\}/gu, (_, number: string) => sentences[Number(number)] ?? '');
  const pairs = lights.split(' ').map((one) => one.split(':'));
  const found = pairs.map(([number = '', id]) => [Number(number), id === '-' ? undefined : id] as const);
  return { name, sentences, language, html: filled, lights: Object.fromEntries(found) };
}

const WHOLE = `<p id="b">{1} {2} {3}</p><p id="c">{4} {5} {6}</p><h2 id="d">{7}</h2><p id="e">{8} {9} {10} {11}</p>
<p id="f">{12} {13}</p><p id="g">{14} {15}</p>`;

export const ARTICLE_PAGES: readonly ArticlePage[] = [
  page(
    'a newspaper with navigation, advertisements and a drop cap',
    `<nav><a href="/a">The lighthouse that would not go dark</a><a href="/b">Ferry misses the channel</a></nav>
<main><article><h1 id="a">{0}</h1><p class="by">By Tom Ashe, 4 March</p>
<p id="b"><span class="cap">I</span>n March the harbour board switched off the lamp at Sker Point after 140 years. {2} {3}</p>
<div class="ad">Advertisement. Save on lamps today at the harbour board of savings.</div><p id="c">{4} {5} {6}</p>
<aside><h3>Read more</h3><a href="/c">The plan was simple</a></aside>
<h2 id="d">{7}</h2><p id="e">{8} {9} {10} {11}</p><p id="g">{12} {13} {14} {15}</p></article></main>`,
    '0:a 1:b 3:b 4:c 6:c 7:d 8:e 10:e 12:g 15:g',
  ),
  page(
    'a blog with links, emphasis and entities within sentences',
    `<h1 id="a">The <em>lighthouse</em> that would&nbsp;not go dark</h1><p id="b">In March the <a href="/x">harbour board</a> switched off
the lamp at <b>Sker&nbsp;Point</b> after 140&nbsp;years. {2} <i>Nobody had called them.</i></p><p id="c">{4} "We were not protesting," she says. "We were keeping a habit."</p>`,
    '0:a 1:b 3:b 4:c 5:c 6:c 7:-',
  ),
  page(
    'a theme of WordPress with a pull quote before the words it quotes',
    `<div class="wp-site-blocks"><h1 class="wp-block-post-title" id="a">{0}</h1><div class="entry-content"><p id="b">{1} {2} {3}</p>
<figure class="wp-block-pullquote"><blockquote><p id="pull">{5} {6}</p></blockquote></figure>
<p id="c">{4} {5} {6}</p><div class="sharedaddy">Share this: Facebook</div><p id="e">{8} {9}</p></div></div>`,
    '1:b 4:c 5:c 6:c 8:e 9:e',
  ),
  page(
    'paragraphs that are only parted by line breaks',
    '<div id="a">{0}<br><br>{1} {2}<br>{3}<br><br>{4} {5} {6}<br><br>{8} {9}</div>',
    '0:a 1:a 3:a 6:a 9:a 12:-',
  ),
  page(
    'a list with bold beginnings',
    '<ol><li id="a"><b>1. First.</b> {1} {2}</li><li id="b"><b>2. Then.</b> {4} {5}</li><li id="c">{8}<ul><li id="d">{9}</li></ul></li></ol>',
    '1:a 2:a 4:b 5:b 8:c 9:d',
  ),
  page(
    'a live blog, the newest first',
    `<section id="z"><h3>18:04</h3><p>{14} {15}</p></section><section id="y"><h3>17:30</h3><p>{11} {12} {13}</p></section>
<section id="x"><h3>16:10</h3><p>{4} {5} {6}</p></section><section id="w"><h3>15:00</h3><p>{1} {2} {3}</p></section>`,
    '1:w 2:w 3:w 4:x 6:x 11:y 13:y 14:z 15:z 8:-',
  ),
  page(
    'Arabic with vowel signs the script does not have',
    '<article dir="rtl"><p id="a">أَطْفَأَتِ الميناءُ المنارةَ القديمةَ في شهرِ مارس. {1}</p><p id="b">إعلان: مصابيح جديدة</p><p id="c">{2} {3}</p></article>',
    '0:a 1:a 2:c 3:c',
    { sentences: ARABIC, language: 'ar' },
  ),
  page(
    'Japanese with readings beside the words',
    '<article><p id="a">{0}日が暮れるころ、<ruby>四十人<rp>(</rp><rt>よんじゅうにん</rt><rp>)</rp></ruby>が自分のランプを持って岩の上に立っていた。</p><p id="b">{2}{3}</p></article>',
    '0:a 1:a 2:b 3:b',
    { sentences: JAPANESE, language: 'ja' },
  ),
  page(
    'the article twice, the first one for small screens and hidden',
    `<div hidden>${WHOLE.replace(/ id="\w"/gu, '')}</div><div>${WHOLE}</div>`,
    '1:b 4:c 7:d 10:e 13:f 15:g',
  ),
  page(
    'the article twice in view: a teaser first, and once more at the end',
    `<div class="teaser"><p id="t">{1} {2}</p></div><article><h1 id="a">{0}</h1>${WHOLE}</article><div class="next"><p id="n">{14} {15}</p></div>`,
    '0:a 1:b 2:b 3:b 4:c 13:f 14:g 15:g',
  ),
  page(
    'half of the article behind a wall',
    `<article><h1 id="a">{0}</h1><p id="b">{1} {2} {3}</p><p id="c">{4} {5}</p><div class="wall">Subscribe to read on. It costs less than a lamp.</div></article>`,
    '0:a 3:b 4:c 5:c 6:- 8:- 11:- 15:-',
  ),
  page(
    'edited since: words changed, a paragraph added, a sentence taken out',
    `<article><h1 id="a">The lighthouse that did not go dark</h1><p id="b">In April the harbour board switched off the old lamp at Sker Point after 141 years. {3}</p>
<p id="new">Correction: an earlier version gave another month. We regret the error and thank the many readers who wrote.</p>
<p id="c">Ines Calder, who ran the village post office for years, brought the first lamp and a flask of tea. {5} {6}</p><p id="e">{8} Completely other words stand where a price was before. {10} {11}</p></article>`,
    '0:a 1:b 2:- 3:b 4:c 6:c 8:e 10:e 11:e',
  ),
  page(
    'a span around each word, and soft hyphens',
    `<p id="a">${'In March the harbour board switched off the lamp at Sker Point after 140 years.'
      .split(' ')
      .map((word) => `<span>${word.replace('harbour', 'har&shy;bour')}</span>`)
      .join(' ')}</p><p id="b">{2} {3}</p>`,
    '1:a 2:b 3:b',
  ),
  page(
    'notes, marks and an advertisement within a paragraph',
    `<p id="a">{1}<sup><a href="#n1">[1]</a></sup> By nightfall forty people<sup>2</sup> stood on the rocks <ins class="ad"><a href="/ad">Buy lamps</a></ins>with lanterns of their own.</p>
<p id="b">{4}</p><ol><li id="n1">{9}</li></ol>`,
    '1:a 2:a 4:b',
  ),
  page(
    'comments that quote the article',
    `<article>${WHOLE}</article><section class="comments"><p id="q1">&gt; {4}<br>So true!</p><p id="q2">{3} {12} That is what they always say.</p></section>`,
    '3:b 4:c 10:e 12:f 13:f',
  ),
  page(
    'an old page set in tables',
    '<table><tr><td width="100">Home<br>News</td><td id="a"><font size="5">{0}</font><p>{1} {2}<table><tr><td>Picture: the lamp</td></tr></table>{3}</td></tr><tr><td></td><td id="b">{4} {5} {6}</td></tr></table>',
    '0:a 1:a 2:a 3:a 4:b 6:b',
  ),
  page('sentences that are said twice, each in its place', WHOLE, '3:b 10:e 2:b 4:c 9:e 11:e'),
  page(
    'another article, with words that are like it',
    '<article><h1>Where to buy a lamp</h1><p>The board of the harbour museum sells lamps. Nobody had expected that. By nightfall they were gone.</p></article>',
    '0:- 1:- 2:- 3:- 8:- 15:-',
  ),
  page(
    'figures with captions and a table of contents between',
    `<h1 id="a">{0}</h1><ul><li><a href="#s">What the board had planned</a></li></ul><p id="b">{1} {2}</p><figure><img alt=""><figcaption>{4}</figcaption></figure>
<p id="c">{3} {4} {5}</p><h2 id="d">{7}</h2><p id="e">{8}</p>`,
    '0:a 2:b 4:c 5:c 7:d 8:e',
  ),
];
