import type { Span } from '../../src/model/article.js';

/** A piece of HTML and the blocks a listener should get of it, whichever road it comes by. */
export type Fragment = readonly [name: string, html: string, blocks: readonly object[]];

type Words = string | Span;

const spans = (words: readonly Words[]): readonly Span[] =>
  words.map((word) => (typeof word === 'string' ? { text: word } : word));
const p = (...words: Words[]): object => ({ kind: 'paragraph', spans: spans(words) });
const aside = (...words: Words[]): object => ({ kind: 'aside', spans: spans(words) });
const h = (level: number, ...words: Words[]): object => ({ kind: 'heading', level, spans: spans(words) });
const item = (...words: Words[]): object => ({ spans: spans(words), depth: 0 });
const inner = (...words: Words[]): object => ({ spans: spans(words), depth: 1 });
const bullets = (...items: object[]): object => ({ kind: 'list', isOrdered: false, start: 1, items });
const numbers = (start: number, ...items: object[]): object => ({ kind: 'list', isOrdered: true, start, items });
const quote = (...paragraphs: Words[][]): object => ({ kind: 'quote', paragraphs: paragraphs.map(spans) });
const note = (label: string, ...words: Words[]): object => ({ kind: 'footnote', label, spans: spans(words) });
const mark = (text: string, footnoteRef = text): Span => ({ text, footnoteRef });
const table = (header: string[], ...rows: string[][]): object => ({ kind: 'table', header, rows });
const code = (text: string, language?: string): object => ({ kind: 'code', code: text, ...(language && { language }) });
const skip = (text: string): Span => ({ text, audio: 'skip' });
const em = (text: string): Span => ({ text, emphasis: 'em' });

const SEA = 'https://sea.example';
const PIC = 'https://sea.example/fog.jpg';
const FOG = 'The fog came in at nine, and with it the first message that the boat would have to wait for daylight.';
const BELL = 'By ten it had reached the bridge, and the lamps were switched on in the middle of the morning.';

/** Powers, units, and other raised and lowered text. */
const RAISED: readonly Fragment[] = [
  [
    'a power of ten',
    '<p>The sea holds 10<sup>30</sup> drops, or so the pilots say when they have to wait.</p>',
    [p('The sea holds 10³⁰ drops, or so the pilots say when they have to wait.')],
  ],
  [
    'a negative power',
    '<p>The film of oil was 10<sup>-6</sup> metres thick, said the office, and harmless to the birds.</p>',
    [p('The film of oil was 10⁻⁶ metres thick, said the office, and harmless to the birds.')],
  ],
  [
    'a square unit',
    '<p>The harbour covers 41 km<sup>2</sup> of water, and nine more of mud at low tide in spring.</p>',
    [p('The harbour covers 41 km² of water, and nine more of mud at low tide in spring.')],
  ],
  [
    'an ordinal is letters',
    '<p>On the 14<sup>th</sup> of October, forty-one ships waited, and the pilots had one boat.</p>',
    [p('On the 14th of October, forty-one ships waited, and the pilots had one boat.')],
  ],
  [
    'a formula of chemistry',
    '<p>The hold smelt of H<sub>2</sub>S, and nobody went in before noon without a mask on.</p>',
    [p('The hold smelt of H2S, and nobody went in before noon without a mask on.')],
  ],
  ['a power in a heading', `<h3>How 10<sup>3</sup> ships wait</h3><p>${FOG}</p>`, [h(3, 'How 10³ ships wait'), p(FOG)]],
  [
    'a power in a cell',
    '<table><tr><th>Port</th><th>Area</th></tr><tr><td>Oban</td><td>4 km<sup>2</sup></td></tr></table>',
    [table(['Port', 'Area'], ['Oban', '4 km²'])],
  ],
];

/** Deleted and inserted text. */
const EDITS: readonly Fragment[] = [
  [
    'a deleted price',
    '<p>The passage costs <del>50</del> 40 dollars a head, and children under four sail for nothing.</p>',
    [p('The passage costs ', skip('50'), ' 40 dollars a head, and children under four sail for nothing.')],
  ],
  [
    'a price that is no longer right',
    '<p>The passage costs <s>50</s> 40 dollars a head, and children sail for nothing.</p>',
    [p('The passage costs ', skip('50'), ' 40 dollars a head, and children sail for nothing.')],
  ],
  [
    'the old tag for it',
    '<p>The passage costs <strike>50</strike> 40 dollars a head, and children sail for nothing.</p>',
    [p('The passage costs ', skip('50'), ' 40 dollars a head, and children sail for nothing.')],
  ],
  [
    'what was put in its place',
    '<p>It sails at <del>nine</del> <ins>ten</ins> every morning but Sunday, weather permitting.</p>',
    [p('It sails at ', skip('nine'), ' ten every morning but Sunday, weather permitting.')],
  ],
  [
    'a deleted cell',
    '<table><tr><th>Port</th><th>Fare</th></tr><tr><td>Oban</td><td><del>50</del> 40</td></tr></table>',
    [table(['Port', 'Fare'], ['Oban', '40'])],
  ],
  [
    'a deleted word in a list',
    '<ul><li>lamps at <del>dusk</del> noon</li><li>bells at dawn</li></ul>',
    [bullets(item('lamps at ', skip('dusk'), ' noon'), item('bells at dawn'))],
  ],
];

/** Words with something beside, above or behind them. */
const WORDS: readonly Fragment[] = [
  [
    'ruby says its base',
    '<p>The ferry <ruby>東京<rp>(</rp><rt>Tōkyō</rt><rp>)</rp></ruby> sails at nine, said the office on the pier.</p>',
    [p('The ferry 東京 sails at nine, said the office on the pier.')],
  ],
  [
    'an abbreviation is what is written',
    '<p>The <abbr title="Harbour and Marine Authority">HMA</abbr> closed the bar at seven and opened it at noon.</p>',
    [p('The HMA closed the bar at seven and opened it at noon.')],
  ],
  [
    'a time is what is written',
    '<p>The first ship left at <time datetime="2024-10-14T21:07">seven past nine</time>, in the dark, without a pilot.</p>',
    [p('The first ship left at seven past nine, in the dark, without a pilot.')],
  ],
  [
    'keys and samples are code',
    '<p>Type <kbd>q</kbd> to leave, or <samp>queue: 41</samp> stays on the screen until somebody does.</p>',
    [
      p(
        'Type ',
        { text: 'q', isCode: true },
        ' to leave, or ',
        { text: 'queue: 41', isCode: true },
        ' stays on the screen until somebody does.',
      ),
    ],
  ],
  [
    'a marked word is a word',
    '<p>The log says <mark>nobody</mark> was on the bridge when the bell was rung for the third time.</p>',
    [p('The log says nobody was on the bridge when the bell was rung for the third time.')],
  ],
  [
    'quoted words get their marks',
    '<p>She said <q>never again</q> and meant it, as far as anyone on the pier could tell.</p>',
    [p('She said “never again” and meant it, as far as anyone on the pier could tell.')],
  ],
  [
    'emphasis of all kinds',
    '<p><em>One</em>, <i>two</i>, <strong>three</strong>, <b>four</b>, <cite>five</cite>, <var>six</var> and <dfn>seven</dfn> ships came in at last.</p>',
    [
      p(
        em('One'),
        ', ',
        em('two'),
        ', ',
        { text: 'three', emphasis: 'strong' },
        ', ',
        { text: 'four', emphasis: 'strong' },
        ', ',
        em('five'),
        ', ',
        em('six'),
        ' and ',
        em('seven'),
        ' ships came in at last.',
      ),
    ],
  ],
  [
    'where a long word may break',
    '<p>The Donau<wbr>dampf<wbr>schiff was late again, said the office, and so was the post it carried.</p>',
    [p('The Donaudampfschiff was late again, said the office, and so was the post it carried.')],
  ],
  [
    'soft hyphens are nothing, no-break spaces stay',
    '<p>The pilot&shy;s counted 41&nbsp;000 ships in a year, more than anyone before them had seen.</p>',
    [p('The pilots counted 41\u00A0000 ships in a year, more than anyone before them had seen.')],
  ],
  [
    'entities are characters',
    '<p>Fish &amp; ships &mdash; 5 &lt; 9 &#8230; all of it stands in the log of the night, said the office.</p>',
    [p('Fish & ships — 5 < 9 … all of it stands in the log of the night, said the office.')],
  ],
  [
    'an element nobody knows stays in its line',
    '<p>The log of <my-ship>Alma</my-ship> lists every ship, and the hour at which it came in.</p>',
    [p('The log of Alma lists every ship, and the hour at which it came in.')],
  ],
  [
    'a pause',
    '<p>The bell rang once[pause 800ms] and then, for a long time, nobody on the pier heard anything.</p>',
    [
      p(
        'The bell rang once',
        { text: '', pauseMs: 800 },
        ' and then, for a long time, nobody on the pier heard anything.',
      ),
    ],
  ],
  [
    'nested emphasis, and space across borders',
    '<p>The <em>very <strong>old</strong> </em> mill reopens in May, the council said, after nine years of repairs.</p>',
    [
      p(
        'The ',
        em('very '),
        { text: 'old', emphasis: 'strong' },
        em(' '),
        'mill reopens in May, the council said, after nine years of repairs.',
      ),
    ],
  ],
];

/** Links and where they lead. */
const LINKS: readonly Fragment[] = [
  [
    'a relative link',
    '<p>The <a href="../fog/report.html#p2">report on the fog</a> was published in March, and nobody read it then.</p>',
    [
      p(
        'The ',
        { text: 'report on the fog', href: 'https://harbour.example/fog/report.html#p2' },
        ' was published in March, and nobody read it then.',
      ),
    ],
  ],
  [
    'a password in a link is told to nobody',
    '<p>The <a href="https://me:secret@sea.example/log">log</a> of the night is kept by hand, as it has been for ninety years.</p>',
    [p('The ', { text: 'log', href: `${SEA}/log` }, ' of the night is kept by hand, as it has been for ninety years.')],
  ],
  [
    'a script link leaves its words',
    '<p>Anyone may <a href="javascript:void(0)">see the log</a> of that night, the office said, and copy it.</p>',
    [p('Anyone may see the log of that night, the office said, and copy it.')],
  ],
  [
    'an address to write to is words',
    '<p>Write to <a href="mailto:pilots@sea.example">the pilots</a> before Friday, the office asks, if you saw anything.</p>',
    [p('Write to the pilots before Friday, the office asks, if you saw anything.')],
  ],
  [
    'emphasis in a link',
    `<p>The <a href="${SEA}/log">log of <em>that</em> night</a> is kept by hand, as it has been for ninety years.</p>`,
    [
      p(
        'The ',
        { text: 'log of ', href: `${SEA}/log` },
        { text: 'that', emphasis: 'em', href: `${SEA}/log` },
        { text: ' night', href: `${SEA}/log` },
        ' is kept by hand, as it has been for ninety years.',
      ),
    ],
  ],
  [
    'an anchor without an address',
    '<p>The <a name="log">log</a> of the night is kept by hand, in a book, as it has been for ninety years.</p>',
    [p('The log of the night is kept by hand, in a book, as it has been for ninety years.')],
  ],
];

/** What parts text, and what does not. */
const LINES: readonly Fragment[] = [
  ['two line breaks part paragraphs', `<div>${FOG}<br><br>${BELL}</div>`, [p(FOG), p(BELL)]],
  ['two line breaks in a paragraph', `<p>${FOG}<br>\n<br>${BELL}</p>`, [p(FOG), p(BELL)]],
  [
    'one line break does not',
    '<p>The fog lifted a little before noon,<br>and the first three ships came in within the hour.</p>',
    [p('The fog lifted a little before noon,\nand the first three ships came in within the hour.')],
  ],
  [
    'bare text between blocks',
    `<p>${FOG}</p>Nobody had rung the bell on the third buoy since the morning of the storm.<p>${BELL}</p>`,
    [p(FOG), p('Nobody had rung the bell on the third buoy since the morning of the storm.'), p(BELL)],
  ],
  ['empty paragraphs are nothing', `<p>${FOG}</p><p>&nbsp;</p><p> </p><p><br></p><p>${BELL}</p>`, [p(FOG), p(BELL)]],
  ['a rule is nothing', `<p>${FOG}</p><hr><p>${BELL}</p>`, [p(FOG), p(BELL)]],
  [
    'comments are nothing',
    '<p>The fog lifted <!-- at last -->a little before noon, and the first three ships came in.</p>',
    [p('The fog lifted a little before noon, and the first three ships came in.')],
  ],
  ['an inline element around blocks', `<span><p>${FOG}</p><p>${BELL}</p></span>`, [p(FOG), p(BELL)]],
  ['divs in divs', `<div><div><p>${FOG}</p></div><div><div><p>${BELL}</p></div></div></div>`, [p(FOG), p(BELL)]],
  [
    'line ends of the source are spaces',
    '<p>The fog lifted\n   a little before\tnoon, and the first three\nships came in.</p>',
    [p('The fog lifted a little before noon, and the first three ships came in.')],
  ],
];

/** Headings. */
const HEADINGS: readonly Fragment[] = [
  [
    'levels and anchors',
    `<h2 id="fog">Fog on the bar</h2><p>${FOG}</p><h4>At the buoys</h4><p>${BELL}</p>`,
    [{ ...h(2, 'Fog on the bar'), anchor: 'fog' }, p(FOG), h(4, 'At the buoys'), p(BELL)],
  ],
  [
    'an anchor in braces',
    `<h3>Fog on the bar {#fog}</h3><p>${FOG}</p>`,
    [{ ...h(3, 'Fog on the bar'), anchor: 'fog' }, p(FOG)],
  ],
  ['an empty heading is nothing', `<h2> &nbsp; </h2><p>${FOG}</p>`, [p(FOG)]],
  [
    'a permalink that is hidden',
    `<h2>Fog on the bar <a href="#fog" aria-hidden="true">#</a></h2><p>${FOG}</p>`,
    [h(2, 'Fog on the bar'), p(FOG)],
  ],
  [
    'a heading in a box is part of the box',
    '<aside><h3>What is a bar?</h3><p>A bank of sand across the mouth of the harbour, which moves every winter.</p></aside>',
    [aside('What is a bar?'), aside('A bank of sand across the mouth of the harbour, which moves every winter.')],
  ],
];

/** Lists. */
const LISTS: readonly Fragment[] = [
  [
    'bullets',
    '<ul><li>the fog came early that night</li><li>the second boat was on land</li></ul>',
    [bullets(item('the fog came early that night'), item('the second boat was on land'))],
  ],
  [
    'numbers that start later',
    '<ol start="4"><li>Ring the bell once a minute.</li><li>Keep a log of all that you hear.</li></ol>',
    [numbers(4, item('Ring the bell once a minute.'), item('Keep a log of all that you hear.'))],
  ],
  [
    'a list in a list',
    '<ul><li>lamps<ul><li>red to port</li><li>green to starboard</li></ul></li><li>bells, one to each buoy</li></ul>',
    [bullets(item('lamps'), inner('red to port'), inner('green to starboard'), item('bells, one to each buoy'))],
  ],
  [
    'paragraphs in an item',
    '<ul><li><p>The fog came early.</p><p>Nobody had foreseen it.</p></li><li><p>The boat was on land.</p></li></ul>',
    [bullets(item('The fog came early.\nNobody had foreseen it.'), item('The boat was on land.'))],
  ],
  [
    'a term and what it means',
    '<dl><dt>Bar</dt><dd>A bank of sand across the mouth.</dd><dt>What are roads?</dt><dd>Water where ships may wait.</dd></dl>',
    [
      bullets(
        item('Bar', ': ', 'A bank of sand across the mouth.'),
        item('What are roads?', ' ', 'Water where ships may wait.'),
      ),
    ],
  ],
  [
    'a listing parts a list',
    '<ol><li>Open the log:</li><li>Type this:<pre>tail ships.log</pre></li><li>Wait for the next ship.</li></ol>',
    [
      numbers(1, item('Open the log:'), item('Type this:')),
      code('tail ships.log'),
      numbers(3, item('Wait for the next ship.')),
    ],
  ],
  [
    'an item in another language',
    '<ul><li>the fog came early that night</li><li lang="de">der Nebel kam früh</li></ul>',
    [bullets(item('the fog came early that night'), item({ text: 'der Nebel kam früh', lang: 'de' }))],
  ],
  [
    'an item for the eye alone',
    '<ul><li>the fog came early that night</li><li data-audio="skip">see the chart below</li></ul>',
    [bullets(item('the fog came early that night'), item(skip('see the chart below')))],
  ],
  [
    'ornaments do not part a list',
    `<ul><li><img src="${PIC}" alt=""> the fog came early</li><li>the boat was on land</li></ul>`,
    [bullets(item('the fog came early'), item('the boat was on land'))],
  ],
  [
    'empty items are nothing',
    '<ul><li>the fog came early that night</li><li> </li><li>the second boat was on land</li></ul>',
    [bullets(item('the fog came early that night'), item('the second boat was on land'))],
  ],
];

/** Quotations and boxes. */
const QUOTES: readonly Fragment[] = [
  [
    'a quotation of two paragraphs',
    '<blockquote><p>I have never heard so many bells at once.</p><p>Then they stopped, one after another.</p></blockquote>',
    [quote(['I have never heard so many bells at once.'], ['Then they stopped, one after another.'])],
  ],
  [
    'a speaker in a footer',
    '<blockquote><p>I have never heard so many bells at once.</p><footer>— <cite>Ada Marsh</cite>, pilot</footer></blockquote>',
    [{ ...quote(['I have never heard so many bells at once.']), speaker: 'Ada Marsh, pilot' }],
  ],
  [
    'a speaker in a cite at the end',
    '<blockquote><p>I have never heard so many bells at once. — <cite>Ada Marsh</cite></p></blockquote>',
    [{ ...quote(['I have never heard so many bells at once.']), speaker: 'Ada Marsh' }],
  ],
  [
    'a speaker on a line of its own',
    '<blockquote><p>I have never heard so many bells at once.<br>— Ada Marsh, pilot</p></blockquote>',
    [{ ...quote(['I have never heard so many bells at once.']), speaker: 'Ada Marsh, pilot' }],
  ],
  [
    'the title of a book is no speaker',
    '<blockquote><p>Read <cite>The Log of the Alma</cite> before you go to sea, and take it along.</p></blockquote>',
    [quote(['Read ', em('The Log of the Alma'), ' before you go to sea, and take it along.'])],
  ],
  [
    'a quotation in another language',
    '<blockquote lang="de"><p>So viele Glocken habe ich noch nie auf einmal gehört.</p></blockquote>',
    [{ ...quote(['So viele Glocken habe ich noch nie auf einmal gehört.']), lang: 'de' }],
  ],
  [
    'a listing in a quotation comes after it',
    '<blockquote><p>I typed this, and nothing happened for an hour.</p><pre>wait()</pre></blockquote>',
    [quote(['I typed this, and nothing happened for an hour.']), code('wait()')],
  ],
  [
    'a note in disguise',
    '<blockquote><p>[!NOTE] The bar moves a little every winter, and is measured in spring.</p></blockquote>',
    [aside('The bar moves a little every winter, and is measured in spring.')],
  ],
  [
    "an author's box",
    '<div class="callout"><p>The bar is a bank of sand. It moves a little every winter, say the pilots.</p></div>',
    [aside('The bar is a bank of sand. It moves a little every winter, say the pilots.')],
  ],
  [
    'what a reader opens is read',
    '<details><summary>What is a bar?</summary><p>A bank of sand across the mouth of the harbour, which moves every winter.</p></details>',
    [aside('What is a bar?'), aside('A bank of sand across the mouth of the harbour, which moves every winter.')],
  ],
];

/** Notes and the marks that refer to them. */
const NOTES: readonly Fragment[] = [
  [
    'a mark and its note',
    '<p>Forty-one ships waited.<sup><a href="#fn1">1</a></sup> The pilots had one boat between them.</p><ol><li id="fn1">Counted by the office. <a href="#ref1">↩</a></li></ol>',
    [
      p('Forty-one ships waited.', mark('1'), ' The pilots had one boat between them.'),
      { ...note('1', 'Counted by the office.'), anchor: 'fn1' },
    ],
  ],
  [
    'a mark by its role',
    '<p>Forty-one ships waited.<a href="#n1" role="doc-noteref">*</a> The pilots had one boat between them.</p><aside id="n1" role="doc-footnote">Counted by the harbour office at noon.</aside>',
    [
      p('Forty-one ships waited.', mark('*'), ' The pilots had one boat between them.'),
      { ...note('*', 'Counted by the harbour office at noon.'), anchor: 'n1' },
    ],
  ],
  [
    'a mark in brackets',
    '<p>Forty-one ships waited.<sup class="reference"><a href="#cite_note-1">[1]</a></sup> The pilots had one boat between them.</p><ol class="references"><li id="cite_note-1">Harbour office, daily count.</li></ol>',
    [
      p('Forty-one ships waited.', mark('[1]', '1'), ' The pilots had one boat between them.'),
      { ...note('1', 'Harbour office, daily count.'), anchor: 'cite_note-1' },
    ],
  ],
  [
    'a note that says its number',
    '<p>Forty-one ships waited.<a href="#f1"><sup>1</sup></a> The pilots had one boat between them.</p><p id="f1"><sup>1</sup> Counted at noon by the office.</p>',
    [
      p('Forty-one ships waited.', mark('1'), ' The pilots had one boat between them.'),
      { ...note('1', 'Counted at noon by the office.'), anchor: 'f1' },
    ],
  ],
  [
    'a note that begins with a figure',
    '<p>Few ships are lost.<sup><a href="#fn1">1</a></sup> The pilots have one boat between them all.</p><ol><li id="fn1">1 in 500, says the office.</li></ol>',
    [
      p('Few ships are lost.', mark('1'), ' The pilots have one boat between them all.'),
      { ...note('1', '1 in 500, says the office.'), anchor: 'fn1' },
    ],
  ],
  [
    'the notes of GFM',
    '<p>Forty-one ships waited.<sup><a href="#fn-src" id="fnref-src" data-footnote-ref>1</a></sup> The pilots had one boat.</p><section data-footnotes class="footnotes"><h2 class="sr-only" id="footnote-label">Footnotes</h2><ol><li id="fn-src"><p>Counted by the office. <a href="#fnref-src" data-footnote-backref>↩</a></p></li></ol></section>',
    [
      p('Forty-one ships waited.', mark('1', 'src'), ' The pilots had one boat.'),
      note('src', 'Counted by the office.'),
    ],
  ],
  [
    'a note with emphasis keeps its spaces',
    '<p>Forty-one ships waited.<sup><a href="#fn1">1</a></sup> The pilots had one boat between them.</p><ol><li id="fn1">See <em>The Log</em>, page 9.</li></ol>',
    [
      p('Forty-one ships waited.', mark('1'), ' The pilots had one boat between them.'),
      { ...note('1', 'See ', em('The Log'), ', page 9.'), anchor: 'fn1' },
    ],
  ],
  [
    'a link to a section is no mark',
    `<p>Forty-one ships waited, as <a href="${SEA}/a#log">the log</a> shows, and the pilots had one boat between them.</p>`,
    [
      p(
        'Forty-one ships waited, as ',
        { text: 'the log', href: `${SEA}/a#log` },
        ' shows, and the pilots had one boat between them.',
      ),
    ],
  ],
];

/** Pictures, films and sounds. */
const PICTURES: readonly Fragment[] = [
  [
    'a figure with a caption',
    `<figure><img src="${PIC}" alt="Fog"><figcaption>The bar at <em>seven</em> in the morning.</figcaption></figure>`,
    [{ kind: 'figure', src: PIC, alt: 'Fog', caption: spans(['The bar at ', em('seven'), ' in the morning.']) }],
  ],
  [
    'a figure of two pictures',
    `<figure><img src="${PIC}" alt="Fog"><img src="${SEA}/sun.jpg" alt="Sun"><figcaption>Before and after.</figcaption></figure>`,
    [
      { kind: 'figure', src: PIC, alt: 'Fog' },
      { kind: 'figure', src: `${SEA}/sun.jpg`, alt: 'Sun', caption: spans(['Before and after.']) },
    ],
  ],
  [
    'a picture of several sizes',
    `<picture><source srcset="${SEA}/fog.webp"><img src="${PIC}" alt="Fog over the bar"></picture><p>${FOG}</p>`,
    [{ kind: 'figure', src: PIC, alt: 'Fog over the bar' }, p(FOG)],
  ],
  [
    'a picture at the start of a paragraph',
    `<p><img src="${PIC}" alt="Fog over the bar"> ${FOG}</p>`,
    [{ kind: 'figure', src: PIC, alt: 'Fog over the bar' }, p(FOG)],
  ],
  [
    'a picture within a sentence does not cut it',
    `<p>The fog <img src="${PIC}" alt="Fog over the bar"> lifted a little before noon, and the first three ships came in.</p>`,
    [
      p('The fog lifted a little before noon, and the first three ships came in.'),
      { kind: 'figure', src: PIC, alt: 'Fog over the bar' },
    ],
  ],
  [
    'a picture and a line set apart',
    `<p><img src="${PIC}" alt="Fog"><em>The bar at seven in the morning.</em></p>`,
    [{ kind: 'figure', src: PIC, alt: 'Fog', caption: spans(['The bar at seven in the morning.']) }],
  ],
  ['a pixel is nothing', `<p>${FOG}<img src="https://count.example/p.gif" width="1" height="1" alt=""></p>`, [p(FOG)]],
  [
    'a figure of code',
    '<figure><pre><code class="language-sh">tail -f ships.log</code></pre><figcaption>How the office watched.</figcaption></figure>',
    [code('tail -f ships.log', 'sh'), aside('How the office watched.')],
  ],
  [
    'a verse in a figure',
    `<figure><p>${FOG}</p><figcaption>From the log of the Alma.</figcaption></figure>`,
    [p(FOG), aside('From the log of the Alma.')],
  ],
  [
    'a frame',
    '<iframe src="https://video.example/embed/42" title="Fog over the bar"></iframe>',
    [{ kind: 'embed', url: 'https://video.example/embed/42', title: 'Fog over the bar' }],
  ],
  [
    'a film and a sound',
    `<video src="${SEA}/fog.mp4" controls>No film.</video><audio controls><source src="${SEA}/bells.mp3">No sound.</audio>`,
    [
      { kind: 'embed', url: `${SEA}/fog.mp4` },
      { kind: 'embed', url: `${SEA}/bells.mp3` },
    ],
  ],
  [
    'a drawing within a sentence is nothing',
    '<p>The fog <svg viewBox="0 0 9 9"><title>cloud</title><text>c</text></svg> lifted a little before noon, and the first ships came in.</p>',
    [p('The fog lifted a little before noon, and the first ships came in.')],
  ],
];

/** Tables. */
const TABLES: readonly Fragment[] = [
  [
    'a table with a head and a caption',
    '<table><caption>Longest waits</caption><thead><tr><th>Ship</th><th>Waited</th></tr></thead><tbody><tr><td>Alma</td><td>11 h</td></tr></tbody></table>',
    [{ ...table(['Ship', 'Waited'], ['Alma', '11 h']), caption: 'Longest waits' }],
  ],
  [
    'a table without a head',
    '<table><tr><td>Alma</td><td>11 h</td></tr><tr><td>Brise</td><td>9 h</td></tr></table>',
    [table([], ['Alma', '11 h'], ['Brise', '9 h'])],
  ],
  [
    'a cell beside several rows',
    '<table><tr><th>Day</th><th>Ship</th><th>Waited</th></tr><tr><td rowspan="2">Monday</td><td>Alma</td><td>11 h</td></tr><tr><td>Brise</td><td>9 h</td></tr></table>',
    [table(['Day', 'Ship', 'Waited'], ['Monday', 'Alma', '11 h'], ['', 'Brise', '9 h'])],
  ],
  [
    'a cell across several columns',
    '<table><tr><th>Day</th><th>Ship</th><th>Waited</th></tr><tr><td colspan="2">all of them</td><td>20 h</td></tr></table>',
    [table(['Day', 'Ship', 'Waited'], ['all of them', '', '20 h'])],
  ],
  [
    'a head printed twice',
    '<table><thead><tr><th>Ship</th><th>Waited</th></tr></thead><tbody><tr><td>Ship</td><td>Waited</td></tr><tr><td>Alma</td><td>11 h</td></tr></tbody></table>',
    [table(['Ship', 'Waited'], ['Alma', '11 h'])],
  ],
  [
    'how a table is to be read',
    '<table data-reading="rows"><tr><th>Ship</th><th>Waited</th></tr><tr><td>Alma</td><td>11 h</td></tr></table>',
    [{ ...table(['Ship', 'Waited'], ['Alma', '11 h']), reading: 'rows' }],
  ],
  [
    'a comment says how',
    '<!-- table: rows --><table><tr><th>Ship</th><th>Waited</th></tr><tr><td>Alma</td><td>11 h</td></tr></table>',
    [{ ...table(['Ship', 'Waited'], ['Alma', '11 h']), reading: 'rows' }],
  ],
  [
    'lines in a cell',
    '<table><tr><th>Ship</th><th>Ports</th></tr><tr><td>Alma</td><td>Oban<br>Mull</td></tr></table>',
    [table(['Ship', 'Ports'], ['Alma', 'Oban Mull'])],
  ],
  ['a table that only lays out', `<table role="presentation"><tr><td><p>${FOG}</p></td></tr></table>`, [p(FOG)]],
];

/** Code and formulas. */
const CODE: readonly Fragment[] = [
  [
    'a language in the class',
    '<pre><code class="language-ts">const ships: readonly Ship[] = [];</code></pre>',
    [code('const ships: readonly Ship[] = [];', 'ts')],
  ],
  [
    'highlighted code is its text',
    '<pre><code class="hljs lang-js"><span class="k">let</span> <span>queue</span> = 41;</code></pre>',
    [code('let queue = 41;', 'js')],
  ],
  [
    'indentation is kept',
    '<pre>def wait(ship):\n    ring()\n    return ship</pre>',
    [code('def wait(ship):\n    ring()\n    return ship')],
  ],
  ['line breaks in code', '<pre>first line<br>second line</pre>', [code('first line\nsecond line')]],
  [
    'a formula in a line',
    '<p>The wait grows as <math><mi>n</mi><annotation encoding="application/x-tex">n^2</annotation></math>, the office says, and nobody doubts it.</p>',
    [p('The wait grows as n^2, the office says, and nobody doubts it.')],
  ],
  [
    'a formula on its own line',
    '<math display="block" alttext="a^2 + b^2 = c^2"><mi>a</mi></math>',
    [{ kind: 'math', tex: 'a^2 + b^2 = c^2' }],
  ],
  ['TeX in a listing', '<pre><code class="language-math">a^2 + b^2</code></pre>', [{ kind: 'math', tex: 'a^2 + b^2' }]],
];

/** What is not seen, and what only one of eye and ear gets. */
const MARKS: readonly Fragment[] = [
  [
    'hidden paragraphs',
    `<p>${FOG}</p><p hidden>A secret that nobody on the pier may ever see.</p><p style="display:none">Another.</p><p>${BELL}</p>`,
    [p(FOG), p(BELL)],
  ],
  [
    'hidden words',
    '<p>The log lists every ship<span aria-hidden="true"> (a)</span><span style="display: none"> (b)</span>, and the hour it came in.</p>',
    [p('The log lists every ship, and the hour it came in.')],
  ],
  [
    'scripts, styles and templates',
    `<p>${FOG}</p><script>ring()</script><style>p { color: red }</style><template><p>Later.</p></template><noscript><p>No script.</p></noscript>`,
    [p(FOG)],
  ],
  [
    'buttons and fields in a line',
    '<p>The log <button>Copy</button>lists every ship <input value="x">that came in, and the hour.</p>',
    [p('The log lists every ship that came in, and the hour.')],
  ],
  [
    'for the eye alone, for the ear alone',
    '<p>The log <span data-audio="skip">(see below)</span> lists every ship <em data-audio="only">in order</em>, said the office on the pier.</p>',
    [
      p(
        'The log ',
        skip('(see below)'),
        ' lists every ship ',
        { text: 'in order', emphasis: 'em', audio: 'only' },
        ', said the office on the pier.',
      ),
    ],
  ],
  ['a block for the eye alone', `<p data-audio="skip">${FOG}</p>`, [{ ...p(FOG), audio: 'skip' }]],
  [
    'a box for the ear alone',
    '<aside data-audio="only" hidden><p>If you listen at sea: this is not a notice to mariners.</p></aside>',
    [{ ...aside('If you listen at sea: this is not a notice to mariners.'), audio: 'only' }],
  ],
  [
    'a comment before a block',
    `<!-- audio: skip --><p>${FOG}</p><p>${BELL}</p>`,
    [{ ...p(FOG), audio: 'skip' }, p(BELL)],
  ],
  [
    'a language of a block and of a word',
    '<p lang="fr">Le brouillard est venu à neuf heures, <i lang="de">der Nebel</i>, et avec lui le premier message.</p>',
    [
      {
        ...p(
          'Le brouillard est venu à neuf heures, ',
          { text: 'der Nebel', emphasis: 'em', lang: 'de' },
          ', et avec lui le premier message.',
        ),
        lang: 'fr',
      },
    ],
  ],
  [
    'a direction is no language',
    '<p dir="rtl">The fog lifted a little before noon, and <bdi>Alma</bdi> came in within the hour.</p>',
    [p('The fog lifted a little before noon, and Alma came in within the hour.')],
  ],
  [
    'marks of a container',
    `<div data-audio="skip" lang="de"><p>Der Nebel kam um neun, und mit ihm die erste Nachricht vom Boot.</p></div><p>${BELL}</p>`,
    [{ ...p('Der Nebel kam um neun, und mit ihm die erste Nachricht vom Boot.'), audio: 'skip', lang: 'de' }, p(BELL)],
  ],
];

export const FRAGMENTS: readonly Fragment[] = [
  RAISED,
  EDITS,
  WORDS,
  LINKS,
  LINES,
  HEADINGS,
  LISTS,
  QUOTES,
  NOTES,
  PICTURES,
  TABLES,
  CODE,
  MARKS,
].flat();
