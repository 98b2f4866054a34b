import { describe, it } from 'vitest';
import { expectSibling, type Sibling } from './siblings.js';

/** How pages are built: each row is the middle of an article, or a whole page. */
// prettier-ignore
const KINDS: Readonly<Record<string, readonly Sibling[]>> = {
  'text that is said again on purpose': [
    ['<p>{en1}</p><p><i>Heave, my hearties, heave once more, and leave the anchor on the floor.</i></p><p>{en2}</p><p><i>Heave, my hearties, heave once more, and leave the anchor on the floor.</i></p><p>{en3}</p>', '{en1} | leave the anchor | {en2} | leave the anchor | {en3}'],
    ['<h2>Anna</h2><p>Was würdest du am Hafen sofort ändern, wenn du könntest?</p><p>{de1}</p><h2>Jan</h2><p>Was würdest du am Hafen sofort ändern, wenn du könntest?</p><p>{de2}</p>', 'Anna | ändern, wenn du könntest? | {de1} | Jan | ändern, wenn du könntest? | {de2}'],
    ['<ol><li>Knead the dough for ten minutes on a floured board.</li><li>Leave it under a cloth for an hour, somewhere warm.</li></ol><p>{en1}</p><ol><li>Knead the dough for ten minutes on a floured board.</li><li>Leave it under a cloth for an hour, somewhere warm.</li></ol>', 'Knead the dough | {en1} | Knead the dough | Leave it under'],
    ['<div class="step"><p>Laisser reposer la pâte au frais pendant une demi-heure.</p></div><div class="step"><p>{fr1}</p></div><div class="step"><p>Laisser reposer la pâte au frais pendant une demi-heure.</p></div>', 'Laisser reposer | {fr1} | Laisser reposer'],
    ['<p>«Этого не может быть, потому что этого не может быть никогда.»</p><p>{ru1}</p><p>«Этого не может быть, потому что этого не может быть никогда.»</p>', 'не может быть никогда | {ru1} | не может быть никогда'],
  ],
  'sections named with ordinary words': [
    ['<p>{en1}</p><div id="social-history" class="section"><h2>Social history</h2><p>{en2}</p></div>', 'Social history | {en2}'],
    ['<section class="promotion-and-relegation"><h3>Promotion</h3><p>{en3}</p></section>', 'Promotion | {en3}'],
    ['<div class="chapter" id="author"><h2>The author as a young man</h2><p>{en4}</p><p>{en1}</p></div>', 'The author as a young man | {en4} | {en1}'],
    ['<section id="kommentar"><h2>Ein Kommentar</h2><p>{de1}</p></section><section id="werbung"><h2>Die Werbung der Zwanziger</h2><p>{de2}</p></section>', '{de1} | Die Werbung | {de2}'],
    ['<div id="related-work"><h2>Related work</h2><p>{en5}</p><ul><li>A study of 1998 counted twice as many.</li></ul></div>', 'Related work | {en5} | twice as many'],
    ['<p class="share">{en2}</p><div class="comments-on-law"><p>{en3}</p></div>', '{en2} | {en3}'],
    ['<section id="rating"><h2>How a sailor is rated</h2><p>{en3}</p></section><section id="footer"><h2>The footer of a sail</h2><p>{en1}</p></section>', '{en3} | The footer of a sail | {en1}'],
  ],
  'regions that are what they are called': [
    ['<p>{en1}</p><div class="related"><h3>Related</h3><ul><li><a href="/1">Eleven people and a horse</a></li><li><a href="/2">The paint for the hall</a></li></ul></div>', '{en1}', 'The paint for the hall'],
    ['<p>{en1}</p><div class="author"><img src="a.jpg"><h4>Nora Quill</h4><p>Nora Quill writes about ports and has never been seasick. <a href="/nora">All her articles</a></p></div>', '{en1}', 'seasick'],
    ['<p>{de1}</p><div class="promo"><a href="/abo"><h3>Jetzt lesen</h3><p>Alle Nachrichten aus dem Hafen, vier Wochen kostenlos.</p></a></div>', '{de1}', 'kostenlos'],
    ['<p>{fr1}</p><div class="share"><p>Partagez cet article avec vos amis</p><a href="#">Facebook</a> <a href="#">Courriel</a></div>', '{fr1}', 'Partagez'],
    ['<p>{en2}</p><div class="newsletter"><h3>The tide, every morning</h3><p>Our letter for early risers.</p><form><input type="email"><button>Join</button></form></div>', '{en2}', 'early risers'],
  ],
  'headings in wrappers': [
    ['<div class="mw-heading mw-heading2"><h2 id="Geschichte">Geschichte</h2><span class="mw-editsection">[<a href="?e">Bearbeiten</a>]</span></div><p>{de1}</p><div class="mw-heading mw-heading3"><h3 id="Heute">Heute</h3><span class="mw-editsection">[<a href="?e">Bearbeiten</a>]</span></div><p>{de2}</p>', 'Geschichte | {de1} | Heute | {de2}', 'Bearbeiten'],
    ['<div class="markdown-heading"><h2 class="heading-element">Install the winch</h2><a id="user-content-install" class="anchor" aria-label="Permalink" href="#install">#</a></div><p>{en1}</p>', 'Install the winch | {en1}', '#'],
    ['<header class="section-header"><h2>The second winter</h2></header><p>{en2}</p><header><h2>The third winter</h2></header><p>{en3}</p>', 'The second winter | {en2} | The third winter | {en3}'],
    ['<div class="heading-wrapper"><h3>La fermeture</h3><button type="button">Copier le lien</button></div><p>{fr2}</p>', 'La fermeture | {fr2}', 'Copier'],
    ['<section><div class="title-bar"><div><h2><a href="#one">One: the rope</a></h2></div><div><a href="#top">Back to top</a></div></div><p>{en2}</p></section>', 'One: the rope | {en2}', 'Back to top'],
    ['<div class="sectionTitle"><span class="num">2</span><h2>Prima che chiudesse</h2></div><p>{it2}</p>', 'Prima che chiudesse | {it2}'],
  ],
  'end tags that are missing': [
    ['<figure><img src="a.jpg" alt="Quay"><figcaption>The quay in June.</figcaption><p>{en1}</p><h2>Noon</h2><p>{en2}</p>', '{en1} | Noon | {en2}'],
    ['<p>{en3}</p><figure><img src="a.jpg" alt="Quay"><p>{en1}</p><p>{en2}</p>', '{en3} | {en1} | {en2}'],
    ['<aside><p>A knot is a mile an hour and a bit.</p><p>{de1}</p><h2>Abends</h2><p>{de2}</p><p>{de3}</p>', '{de1} | Abends | {de2} | {de3}'],
    ['<!doctype html><html lang="en"><head><title>The rope walk</title></head><body><header><a href="/">Home</a><nav><a href="/a">News</a> <a href="/b">Sport</a><main><h1>The rope walk</h1><p>{en1}</p><p>{en2}</p><p>{en3}</p></main></body></html>', 'The rope walk | {en1} | {en2} | {en3}'],
    ['<figure><img src="a.jpg"><figcaption>Am Kai im Juni.<p>{de1}</p><p>{de2}</p><h2>Später</h2><p>{de3}</p>', '{de1} | {de2} | Später | {de3}'],
    ['<nav class="jump"><a href="#a">Part one</a> <a href="#b">Part two</a><h2 id="a">Part one of it</h2><p>{en3}</p><h2 id="b">Part two of it</h2><p>{en4}</p>', 'Part one of it | {en3} | Part two of it | {en4}'],
  ],
  'paragraphs that are one link': [
    ['<p>{en1}</p><div class="card"><p><a href="/r">The report that the harbour board tried to keep back says the opposite, and says it on its very first page.</a></p></div><p>{en2}</p>', '{en1} | on its very first page. | {en2}'],
    ['<p>{de1}</p><p><a href="/r">Das Gutachten, das der Rat zurückhalten wollte, sagt das Gegenteil, und zwar gleich auf der ersten Seite.</a></p><p>{de2}</p>', '{de1} | auf der ersten Seite. | {de2}'],
    ['<p>{en3}</p><div><div><a href="/r"><p>Her first letter to the board, written on the back of a tide table, is kept in the museum to this day.</p></a></div></div><p>{en4}</p>', '{en3} | to this day. | {en4}'],
    ['<p>{fr1}</p><p><a href="/r">Le rapport que le conseil voulait cacher dit le contraire, et il le dit dès la première page, en grandes lettres.</a></p><p>{fr2}</p>', '{fr1} | en grandes lettres. | {fr2}'],
    ['<p>{en5}</p><section><p><a href="/law">The law of 1911 says that whoever ties up first pays last, and no parliament has dared to touch it since.</a></p></section><p>{en1}</p>', '{en5} | dared to touch it since. | {en1}'],
  ],
  'spaces where elements go': [
    ['<p>{en1}</p><p><b>Ada Reed</b><time datetime="2024-05-02">0:41</time><span>We waited for the tide, and the tide did not come.</span></p>', 'Ada Reed 0:41 We waited'],
    ['<p>Am Kai lag<br>ein Schiff, das niemand<wbr>kannte und<br/>niemand wollte, wie {de1}</p>', 'Kai lag ein Schiff, das niemandkannte und niemand wollte'],
    ['<p>{en2}</p><p>The <span class="tooltip">bar<span class="tooltip-text" hidden>a bank of sand</span></span> moved <button>i</button>again in the winter of that year.</p>', 'The bar moved again in the winter'],
    ['<p>{de1}</p><p>Der Kapitän<button>Teilen</button>sprach zuerst, dann<img src="a.png" alt="">der Koch, zuletzt<svg></svg> der Junge.</p>', 'Der Kapitän sprach zuerst, dann der Koch, zuletzt der Junge'],
    ['<div>{en3}<div>One line of its own.</div>And the rest of the story, which went on.</div>', 'school of music. | One line of its own. | And the rest', 'music.One | own.And'],
    ['<p>{fr1}</p><p><strong>Question</strong><span class="sep" aria-hidden="true"></span><em>Réponse</em> et la suite de cette histoire.</p><dl><dt>Bac<dd>un bateau plat</dl>', 'Bac: un bateau plat'],
    ['<p>{en1}</p><ul><li><div>Ada Reed</div><div>captain of the first boat</div></li><li><div>Ben Orr</div><div>owner of the horse</div></li></ul>', 'Ada Reed captain of the first boat | Ben Orr owner of the horse'],
  ],
  'text for the eye and its twin for the ear': [
    ['<p><span aria-hidden="true" class="cap">T</span><span class="sr-only">T</span>he fog lifted at ten and the whole town came down to look.</p><p>{en1}</p>', 'The fog lifted | {en1}', 'TThe'],
    ['<p>{en2}</p><p>The fare is <span aria-hidden="true">$9<sup>50</sup></span><span class="visually-hidden">9 dollars and 50 cents</span> each way, children half.</p>', 'The fare is 9 dollars and 50 cents each way', '$9'],
    ['<p>{en3}</p><p>Das Boot fährt <span class="screen-reader-text">dreimal täglich</span><span aria-hidden="true">3×/Tag</span> hinüber, auch im Winter.</p>', 'dreimal täglich hinüber', '3×'],
    ['<h2><span class="sr-only">The long way round</span><span aria-hidden="true"><span>The</span> <span>long</span> <span>way</span> <span>round</span></span></h2><p>{en4}</p>', 'The long way round | {en4}', 'round The long'],
    ['<p>{en5}</p><p><a href="/map">See where she sailed<span class="sr-only"> (opens in a new window)</span></a> and why she came back so soon.</p>', 'See where she sailed and why', 'new window'],
    ['<p><span class="dropcap" aria-hidden="true">W</span><span class="assistive">W</span>ithout a chart she found the sound, and without a lamp the quay.</p><p>{en1}</p>', 'Without a chart | {en1}', 'WWithout'],
  ],
  'tables that lay out': [
    ['<table><tr><td>1.</td><td>{en1}</td></tr><tr><td>2.</td><td>{en2}</td></tr><tr><td>3.</td><td>{en3}</td></tr></table>', '{en1} | {en2} | {en3}'],
    ['<table border="0"><tr><td><img src="a.jpg" alt=""></td><td>Der Kai bei Ebbe, von Norden gesehen.</td></tr><tr><td><img src="b.jpg" alt=""></td><td>{de1}</td></tr></table><p>{de2}</p>', 'von Norden gesehen. | {de1} | {de2}'],
    ['<table class="two-col"><tr><td valign="top">{en4}</td><td valign="top">{en5}</td></tr></table>', '{en4} | {en5}'],
    ['<table role="presentation"><tbody><tr><td>Anna</td><td>Where did the horse go?</td></tr><tr><td>Ben</td><td>Nobody ever found out.</td></tr></tbody></table><p>{en1}</p>', 'Anna | Where did the horse go? | Ben | Nobody ever found out. | {en1}'],
    ['<table><tr><td width="20">a</td><td>Whoever ties up first pays last, and the board decides in case of doubt what first is.</td></tr><tr><td>b</td><td>Whoever casts off at night must show a lamp, whatever the moon may show on that night.</td></tr></table><p>{en3}</p>', 'pays last, | show a lamp | {en3}'],
  ],
  'the right container': [
    ['<!doctype html><html lang="en"><head><title>Two lamps</title></head><body><div class="post"><h2>Two lamps</h2><div class="entry"><p>Two lamps burn on the north pier tonight, and the boats come in one by one between them, slow and low in the water.</p><p>By ten they were all in, and somebody put out the lamps to save the oil for another evening.</p></div></div><div class="replies"><div class="reply"><p>{en1}</p></div><div class="reply"><p>{en2}</p></div><div class="reply"><p>{en3}</p></div><div class="reply"><p>{en4}</p></div></div></body></html>', 'Two lamps | Two lamps burn | By ten they were', '{en1} | {en2} | {en4}'],
    ['<!doctype html><html lang="de"><head><title>Zwei Lampen</title></head><body><div id="links"><h3>Über diese Seite</h3><p>{de1}</p><p>{de2}</p><p>{de3}</p><p>{de1} Und so weiter, seit vielen Jahren.</p></div><div id="mitte"><h1>Zwei Lampen</h1><p>Heute Abend brennen zwei Lampen auf der Mole, und die Boote kommen eines nach dem anderen zwischen ihnen herein.</p><p>Um zehn waren alle da, und jemand löschte die Lampen, um das Öl für einen anderen Abend zu sparen. Das war alles.</p></div></body></html>', 'Zwei Lampen | Heute Abend brennen | Um zehn waren', '{de2} | {de3}'],
    ['<!doctype html><html lang="en"><head><title>Two lamps - The Pier</title></head><body><header><h1>The Pier</h1><p>{en1}</p><p>{en2}</p><p>{en3}</p></header><article><h2>Two lamps</h2><p>Two lamps burn on the north pier tonight, and the boats come in one by one between them, slow and low.</p><p>By ten they were all in, and somebody put out the lamps to save the oil for another evening.</p></article></body></html>', 'Two lamps | Two lamps burn | By ten they were', '{en1} | {en2}'],
    ['<!doctype html><html lang="fr"><head><title>Deux lampes</title></head><body><main><article><h1>Deux lampes</h1><p>Deux lampes brûlent ce soir sur la jetée nord, et les bateaux rentrent un par un entre elles, lents et lourds.</p><p>À dix heures ils étaient tous là, et quelqu’un a éteint les lampes pour garder l’huile pour un autre soir.</p></article></main><div class="avis"><h2>Vos réactions</h2><p>{fr1}</p><p>{fr2}</p><p>{fr3}</p><p>{fr1} Voilà ce que je pense.</p></div></body></html>', 'Deux lampes | Deux lampes brûlent | À dix heures', '{fr2} | {fr3}'],
    ['<!doctype html><html lang="en"><head><title>Two lamps</title></head><body><div class="col-main"><h1>Two lamps</h1><p>Two lamps burn on the north pier tonight, and the boats come in one by one between them, slow and low in the water.</p><p>By ten they were all in, and somebody put out the lamps to save the oil for another evening.</p></div><div class="col-right"><div class="box"><h3>From the archive</h3><p>{en1}</p><a href="/1">Read on</a></div><div class="box"><h3>From the board</h3><p>{en2}</p><a href="/2">Read on</a></div><div class="box"><h3>From the sea</h3><p>{en3}</p><a href="/3">Read on</a></div></div></body></html>', 'Two lamps | Two lamps burn | By ten they were', '{en1} | {en2} | Read on'],
  ],
  'headlines that the title of the page does not know': [
    ['<!doctype html><html lang="en"><head><title>Harbour Gazette</title></head><body><div class="logo">Harbour Gazette</div><article><h1>Three men and a pump</h1><p>{en1}</p><p>{en2}</p></article></body></html>', 'Three men and a pump | {en1} | {en2}', 'Harbour Gazette'],
    ['<!doctype html><html lang="en"><head></head><body><article><h1>Three men and a pump</h1><p>{en1}</p><p>{en2}</p></article></body></html>', 'Three men and a pump | {en1}'],
    ['<!doctype html><html lang="de"><head><title>Start</title><meta property="og:site_name" content="Hafenblatt"><meta property="og:title" content="Hafenblatt"></head><body><main><div><h1>Drei Mann und eine Pumpe</h1><p>{de1}</p><p>{de2}</p><p>{de3}</p></div></main></body></html>', 'Drei Mann und eine Pumpe | {de1}', 'Hafenblatt'],
    ['<!doctype html><html lang="en"><head><title>Home</title></head><body><header><h1>Harbour Gazette</h1></header><article><header><h1>Three men and a pump</h1></header><p>{en1}</p><p>{en2}</p></article></body></html>', 'Three men and a pump | {en1}', 'Harbour Gazette'],
    ['<!doctype html><html lang="fr"><head><title>Le Phare — journal du port</title></head><body><article><h1>Trois hommes et une pompe</h1><p>{fr1}</p><p>{fr2}</p></article></body></html>', 'Trois hommes et une pompe | {fr1}', 'Le Phare'],
  ],
  'boxes of facts': [
    ['<table class="infobox"><tr><th>Built</th><td>4 May 1931</td></tr><tr><th>Length</th><td>40 m</td></tr></table><p>{en1}</p>', '{en1}'],
    ['<!doctype html><html lang="en"><head><title>The Swift</title></head><body><main><h1>The Swift</h1><div class="facts"><dl><dt>Launched</dt><dd>May 1931</dd><dt>Scrapped</dt><dd>1974</dd></dl></div><p>{en1}</p><p>{en2}</p></main></body></html>', 'The Swift | Launched: May 1931 | {en1}'],
    ['<!doctype html><html lang="de"><head><title>Die Schwalbe</title></head><body><article><h1>Die Schwalbe</h1><ul class="daten"><li>Stapellauf: 1931</li><li>Abgewrackt: 1974</li></ul><p>{de1}</p><p>{de2}</p></article></body></html>', 'Die Schwalbe | Stapellauf: 1931 | Abgewrackt: 1974 | {de1}'],
    ['<!doctype html><html lang="en"><head><title>The Swift</title></head><body><main><h1>The Swift</h1><table><tr><td>Launched</td><td>May 1931</td></tr><tr><td>Scrapped</td><td>June 1974</td></tr></table><p>{en1}</p><p>{en2}</p></main></body></html>', 'The Swift | Launched | May 1931 | {en1}'],
  ],
  'several headings of the first level': [
    ['<!doctype html><html lang="en"><head><title>A year at sea - Nora Quill</title></head><body><article><h1 class="post-title">A year at sea</h1><p>{en1}</p><h1>Spring</h1><p>{en2}</p><h1>Autumn</h1><p>{en3}</p></article></body></html>', 'A year at sea | {en1} | Spring | {en2} | Autumn | {en3}'],
    ['<h1>Spring</h1><p>{en2}</p><h1>Autumn</h1><p>{en3}</p>', 'Spring | {en2} | Autumn | {en3}'],
    ['<!doctype html><html lang="de"><head><title>Ein Jahr auf See</title></head><body><h1>Logbuch</h1><main><h1>Ein Jahr auf See</h1><h1>Frühling</h1><p>{de1}</p><h1>Herbst</h1><p>{de2}</p></main></body></html>', 'Ein Jahr auf See | Frühling | {de1} | Herbst | {de2}', 'Logbuch'],
    ['<!doctype html><html lang="en"><head><title>A year at sea</title></head><body><main><section><h1>Spring</h1><p>{en1}</p></section><section><h1>Autumn</h1><p>{en2}</p></section></main></body></html>', 'A year at sea | Spring | {en1} | Autumn | {en2}'],
    ['<h1><span>Été</span></h1><p>{fr1}</p><h1><a href="#h">Hiver</a></h1><p>{fr2}</p>', 'Été | {fr1} | Hiver | {fr2}'],
  ],
  'tables of contents': [
    ['<div id="toc"><h2>Contents</h2><ul><li><a href="#a">The rope</a></li><li><a href="#b">The horse</a></li></ul></div><h2 id="a">The rope</h2><p>{en2}</p><h2 id="b">The horse</h2><p>{en1}</p>', 'The rope | {en2} | The horse | {en1}', 'Contents'],
    ['<p>In diesem Text:</p><ol><li><a href="#a">Das Seil</a></li><li><a href="#b">Das Pferd</a></li><li><a href="#c">Die Farbe</a></li></ol><h2 id="a">Das Seil</h2><p>{de1}</p><h2 id="b">Das Pferd</h2><p>{de2}</p><h2 id="c">Die Farbe</h2><p>{de3}</p>', '{de1} | {de2} | Die Farbe | {de3}', 'Das Pferd Die Farbe | In diesem Text'],
    ['<details open><summary>Sommaire</summary><ul><li><a href="#a">La corde</a></li><li><a href="#b">Le cheval</a></li></ul></details><h2 id="a">La corde</h2><p>{fr1}</p><h2 id="b">Le cheval</h2><p>{fr2}</p>', 'La corde | {fr1} | Le cheval | {fr2}', 'Sommaire'],
    ['<p>{en3}</p><p><b>Jump to:</b> <a href="#a">The rope</a> | <a href="#b">The horse</a> | <a href="#c">The paint</a></p><h2 id="a">The rope</h2><p>{en2}</p><h2 id="b">The horse</h2><p>{en1}</p><h2 id="c">The paint</h2><p>{en4}</p>', '{en3} | The rope | {en2} | The horse | {en1}', 'Jump to'],
    ['<div class="inhalt"><b>Inhalt</b><a href="#a">Das Seil</a><a href="#b">Das Pferd</a></div><h2 id="a">Das Seil</h2><p>{de1}</p><h2 id="b">Das Pferd</h2><p>{de2}</p>', 'Das Seil | {de1} | Das Pferd | {de2}', 'Inhalt'],
  ],
  'what readers open': [
    ['<details><summary>Who owned the horse?</summary><p>{en1}</p></details><details><summary>Who paid?</summary><p>{en4}</p></details>', 'Who owned the horse? | {en1} | Who paid? | {en4}'],
    ['<div class="accordion"><h3><button aria-expanded="false">Wem gehörte das Pferd?</button></h3><div class="panel" hidden><p>{de1}</p></div><h3><button aria-expanded="false">Wer zahlte?</button></h3><div class="panel" hidden><p>{de3}</p></div></div>', 'Wem gehörte das Pferd? | {de1} | Wer zahlte? | {de3}'],
    ['<dl class="faq"><dt>Who owned the horse?</dt><dd>{en1}</dd><dt>Who paid?</dt><dd>{en4}</dd></dl>', 'Who owned the horse? {en1} | Who paid? {en4}'],
    ['<div class="faq-item"><button class="faq-q" aria-controls="a1">Qui a payé ?</button><div id="a1" style="display:none"><p>{fr3}</p></div></div><p>{fr1}</p>', 'Qui a payé ? | {fr3} | {fr1}'],
    ['<div role="tablist"><button role="tab" aria-controls="p1">Summer</button><button role="tab" aria-controls="p2">Winter</button></div><div role="tabpanel" id="p1"><p>{en1}</p></div><div role="tabpanel" id="p2" hidden><p>{en2}</p></div>', '{en1} | {en2}'],
  ],
  lists: [
    ['<ul><li><span>A coil of rope</span></li><li><span>Two lamps</span></li></ul><p>{en1}</p>', 'A coil of rope | Two lamps | {en1}'],
    ['<ul><li><a href="/1">Ada Reed</a>, the captain, who had never lost a boat</li><li><a href="/2">Ben Orr</a>, the owner of the horse</li></ul>', 'Ada Reed, the captain | Ben Orr, the owner'],
    ['<p>{de1}</p><div>• Ein Tau<br>• Zwei Lampen<br>• Eine Pumpe</div><p>{de2}</p>', '{de1} | Ein Tau | Zwei Lampen | Eine Pumpe | {de2}'],
    ['<ol><li>Coil the rope<ol><li>from the left</li><li>from the right</li></ol></li><li>Light the lamps</li></ol>', 'Coil the rope | from the left | from the right | Light the lamps'],
    ['<menu><li>Tau<li>Lampen<li>Pumpe</menu><p>{de3}</p>', 'Tau | Lampen | Pumpe | {de3}'],
  ],
  'raised and lowered letters': [
    ['<p>The tank holds 10<sup>6</sup> litres and the pipe lets through 10<sup>-3</sup> of that a day. {en1}</p>', '10⁶ litres | 10⁻³ of that'],
    ['<p>H<sub>2</sub>O and CO<sub>2</sub> in the hold. {en2}</p>', 'H2O and CO2'],
    ['<p>The 1<sup>st</sup> boat and the 22<sup>nd</sup> came together. {en3}</p>', '1st boat and the 22nd'],
    ['<p>Le 1<sup>er</sup> mai, le XIX<sup>e</sup> siècle. {fr1}</p>', '1er mai, le XIXe siècle'],
    ['<p>The speed v<sub>1</sub> and x<sup>2</sup> and m<sup>3</sup> were noted. {en4}</p>', 'v₁ and x² and m³'],
  ],
  'headings nobody closed': [
    ['<html lang="en"><title>Mill burns</title><body><div><h1>Mill burns<p>{en1}<p>{en2}<p>{en3}</div>', 'Mill burns | {en1} | {en2} | {en3}'],
    ['<p>{en1}</p><h2>The night<p>{en2}</p><p>{en3}</p><h2>The day</h2><p>{en4}</p>', '{en1} | The night | {en2} | {en3} | The day | {en4}'],
    ['<p>{de1}</p><h3>Am Abend</h2><p>{de2}</p><h3>Am Morgen<div>{de3}</div>', 'Am Abend | {de2} | Am Morgen | {de3}'],
  ],
  'headings with a link to edit them': [
    ['<!doctype html><html lang="en"><head><title>Mill</title></head><body><main><h1>Mill</h1><div id="content"><div class="mw-parser-output"><p>{en1}</p><div class="mw-heading mw-heading2"><h2 id="History">History</h2><span class="mw-editsection">[<a href="/e">edit</a>]</span></div><p>{en2}</p><p>{en3}</p><div class="mw-heading mw-heading2"><h2 id="Works">Works</h2><span class="mw-editsection">[<a href="/e">edit</a>]</span></div><p>{en4}</p><p>{en5}</p></div></div></main></body></html>', 'Mill | {en1} | History | {en2} | {en3} | Works | {en4} | {en5}', 'edit'],
    ['<p>{de1}</p><p>{de2}</p><div class="mw-heading mw-heading3"><h3 id="Bau">Bau</h3><span class="mw-editsection">[<a href="/e">edit</a>]</span></div><p>{de3}</p><p>{de1} So war es.</p>', '{de2} | Bau | {de3}', 'edit'],
  ],
  'key points above the text': [
    ['<!doctype html><html lang="en"><head><title>Mill</title></head><body><article><h1>Mill</h1><div class="summary"><h2>Key points</h2><ul><li>The mill burned down last night</li><li>Nobody was hurt in the fire</li></ul></div><p>{en1}</p><p>{en2}</p></article></body></html>', 'Key points\nThe mill burned down last night\nNobody was hurt in the fire | {en1}'],
    ['<!doctype html><html lang="en"><head><title>Mill</title></head><body><article><h1>Mill</h1><div class="summary"><p>The mill burned down in the night to Monday.</p></div><p>{en1}</p><p>{en2}</p></article></body></html>', 'Mill\nThe mill burned down in the night to Monday. | {en1}'],
  ],
  'old markup': [
    ['<center><font size="4"><b>The rope walk</b></font></center><font face="Arial">{en1}<br><br>{en2}<br><br>{en3}</font>', '{en1} | {en2} | {en3}'],
    ['<div>{de1}<br /><br />{de2}<br />&nbsp;<br />{de3}</div>', '{de1} | {de2} | {de3}'],
    ['<p><font color="red">The </font><font color="blue">rope </font><font>walk is long.</font> {en1}', 'The rope walk is long. {en1}'],
    ['<dir><li>A rope<li>A lamp</dir><p>{en2}<p>{en3}', 'A rope | A lamp | {en2} | {en3}'],
    ['<blockquote><font face="Times">{en4}<p>{en5}</p></font></blockquote>', '{en4} | {en5}'],
  ],
};

for (const [kind, siblings] of Object.entries(KINDS)) {
  describe(kind, () => {
    for (const [index, sibling] of siblings.entries()) {
      it(`in page ${index + 1}`, () => {
        expectSibling(sibling, index);
      });
    }
  });
}
