import { describe, it } from 'vitest';
import { expectSibling, type Sibling } from './siblings.js';

/** What stands around and between the text of an article: each row is the middle of an article, or a whole page. */
// prettier-ignore
const KINDS: Readonly<Record<string, readonly Sibling[]>> = {
  'first parts beside the container': [
    ['<!doctype html><html lang="en"><head><title>Paint</title></head><body><main><h1>Paint</h1><div class="lead"><p>{en4}</p></div><div class="text"><p>{en1}</p><p>{en2}</p><p>{en3}</p><p>{en5}</p></div></main></body></html>', 'Paint | {en4} | {en1} | {en5}'],
    ['<!doctype html><html lang="de"><head><title>Farbe</title></head><body><div class="kopf"><h1>Farbe</h1><p class="vorspann">{de3}</p></div><div class="article-body"><p>{de1}</p><p>{de2}</p></div></body></html>', 'Farbe | {de3} | {de1}'],
    ['<!doctype html><html lang="en"><head><title>Paint</title></head><body><div id="main"><h1>Paint</h1><div><p>{en4}</p><p>{en1}</p></div><figure><img src="a.jpg"></figure><div class="story-content"><p>{en2}</p><p>{en3}</p><p>{en5}</p></div></div></body></html>', 'Paint | {en4} | {en1} | {en2} | {en5}'],
    ['<!doctype html><html lang="es"><head><title>Pintura</title></head><body><article><header><h1>Pintura</h1><h2>{es1}</h2></header><div itemprop="articleBody"><p>{es2}</p><p>{es1} Y eso fue todo.</p><p>{es2} Hasta hoy.</p></div></article></body></html>', 'Pintura | {es1} | {es2}'],
    ['<!doctype html><html lang="en"><head><title>Paint</title></head><body><article><h1>Paint</h1><section class="part"><p>{en4}</p></section><section class="part"><p>{en1}</p><p>{en2}</p></section><section class="part"><p>{en3}</p><p>{en5}</p></section></article></body></html>', 'Paint | {en4} | {en1} | {en3} | {en5}'],
  ],
  'recipes': [
    ['<!doctype html><html lang="en"><head><title>Tar cake</title></head><body><article><h1>Tar cake</h1><p>{en1}</p><div class="recipe-card"><h2>Tar cake</h2><h3>Ingredients</h3><ul><li>200 g flour</li><li>2 eggs</li></ul><h3>Method</h3><ol><li>Mix the flour with the eggs.</li><li>Bake for an hour.</li></ol></div></article></body></html>', '{en1} | Ingredients | 200 g flour | 2 eggs | Method | Mix the flour | Bake for an hour'],
    ['<p>{en2}</p><div class="wprm-recipe-container"><div><h3>Tar cake</h3><span>4 servings</span></div><div><h4>You need</h4><ul><li><span>200</span> <span>g</span> <span>flour</span></li><li><span>2</span> <span>eggs</span></li></ul></div><div><h4>Steps</h4><ul><li><div>Mix the flour with the eggs.</div></li><li><div>Bake for an hour.</div></li></ul></div></div>', '{en2} | You need | 200 g flour | 2 eggs | Steps | Mix the flour | Bake for an hour'],
    ['<p>{pl1}</p><div itemprop="recipeIngredient">200 g mąki</div><div itemprop="recipeIngredient">2 jajka</div><div itemprop="recipeInstructions"><p>{pl2}</p></div>', '{pl1} | 200 g mąki | 2 jajka | {pl2}'],
  ],
  'headings between tables': [
    ['<h2>Summer boats</h2><table><tr><th>From</th><th>At</th></tr><tr><td>Quay</td><td>noon</td></tr></table><h2>Winter boats</h2><table><tr><th>From</th><th>At</th></tr><tr><td>Quay</td><td>dusk</td></tr></table>', 'Summer boats | noon | Winter boats | dusk'],
    ['<p>{de1}</p><h3>Tarife</h3><table><thead><tr><th>Strecke</th><th>Preis</th></tr></thead><tbody><tr><td>Insel</td><td>9 Euro</td></tr></tbody></table><h3>Kinder</h3><table><tbody><tr><th>Alter</th><th>Preis</th></tr><tr><td>unter 6</td><td>frei</td></tr></tbody></table>', '{de1} | Tarife | Insel | Kinder | unter 6'],
    ['<div class="table-wrap"><h4>Heats</h4><div><table><tr><th>Name</th><th>Time</th></tr><tr><td>Reed</td><td>41</td></tr></table></div></div><div class="table-wrap"><h4>Final</h4><div><table><tr><th>Name</th><th>Time</th></tr><tr><td>Orr</td><td>39</td></tr></table></div></div><p>{en1}</p>', 'Heats | Reed | Final | Orr | {en1}'],
    ['<h2>Une</h2><figure><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table></figure><h2>Deux</h2><figure><table><tr><th>A</th><th>B</th></tr><tr><td>3</td><td>4</td></tr></table></figure><p>{fr1}</p>', 'Une | Deux | {fr1}'],
    ['<h2>Crew</h2><p>Six of them.</p><table><tr><th>Name</th><th>Age</th></tr><tr><td>Reed</td><td>41</td></tr></table><h2>Cargo</h2><table><tr><th>What</th><th>Tons</th></tr><tr><td>Rope</td><td>9</td></tr></table>', 'Crew | Six of them. | Reed | Cargo | Rope'],
  ],
  'stories told in captions': [
    ['<!doctype html><html lang="en"><head><title>Nine piers</title></head><body><article><h1>Nine piers</h1><figure><img src="1.jpg"><figcaption>{en1}</figcaption></figure><figure><img src="2.jpg"><figcaption>{en2}</figcaption></figure><figure><img src="3.jpg"><figcaption>{en3}</figcaption></figure></article></body></html>', 'Nine piers | {en1} | {en2} | {en3}'],
    ['<!doctype html><html lang="de"><head><title>Neun Molen</title></head><body><main><h1>Neun Molen</h1><ul class="gallery"><li><img src="1.jpg"><div class="caption">{de1}</div></li><li><img src="2.jpg"><div class="caption">{de2}</div></li><li><img src="3.jpg"><div class="caption">{de3}</div></li></ul></main></body></html>', 'Neun Molen | {de1} | {de2} | {de3}'],
    ['<!doctype html><html lang="en"><head><title>Nine piers</title></head><body><h1>Nine piers</h1><div class="slides"><div class="slide"><img src="1.jpg"><h3>The first</h3><p>{en1}</p></div><div class="slide"><img src="2.jpg"><h3>The second</h3><p>{en2}</p></div></div></body></html>', 'The first | {en1} | The second | {en2}'],
    ['<!doctype html><html lang="en"><head><title>Nine piers</title></head><body><article><h1>Nine piers</h1><div><img src="1.jpg" alt=""><p class="wp-caption-text">{en4}</p></div><div><img src="2.jpg" alt=""><p class="wp-caption-text">{en5}</p></div></article></body></html>', '{en4} | {en5}'],
  ],
  'captions and credits at the opening': [
    ['<!doctype html><html lang="en"><head><title>The pump</title></head><body><article><h1>The pump</h1><div class="lead-image"><img src="a.jpg"><div class="subtitle">The pump being lowered into the hold of the Swift last week. (Ann Orr/Harbour Press)</div></div><p>{en1}</p><p>{en2}</p></article></body></html>', 'The pump | {en1}', 'Ann Orr'],
    ['<p><img src="a.jpg"></p><p>Photo: Ann Orr/Reuters</p><p>{en1}</p>', '{en1}', 'Photo: | Reuters'],
    ['<p>{de1}</p><img src="a.jpg"><p>Foto: dpa</p><p>{de2}</p>', '{de1} | {de2}', 'dpa'],
    ['<p>{en1}</p><figure><img src="a.jpg"><figcaption>The pump in June. (AP Photo/Ann Orr)</figcaption></figure><p>{en2}</p>', '{en1} | The pump in June. | {en2}', 'AP Photo | Ann Orr'],
    ['<p>{fr1}</p><figure><img src="a.jpg"><figcaption>La pompe en juin. Crédit photo : Anne Orr</figcaption></figure>', 'La pompe en juin.', 'Anne Orr'],
    ['<p>{en3}</p><figure><img src="a.jpg"><figcaption>© Ann Orr</figcaption></figure><p>Image by Ann Orr from Pixels</p><p>{en4}</p>', '{en3} | {en4}', 'Ann Orr'],
    ['<p>{en3}</p><p><img src="a.jpg"></p><p>Picture courtesy: Ann Orr</p><p>{en4}</p>', '{en3} | {en4}', 'Ann Orr'],
    ['<p>{en3}</p><figure><img src="a.jpg"><figcaption>The pump, still at work. Getty Images</figcaption></figure>', 'still at work.', 'Getty'],
    ['<p>{en3}</p><figure><img src="a.jpg"><figcaption><span>A pump of 1931.</span> <span class="src">Illustration: Ann Orr</span></figcaption></figure><p>{en1}</p>', 'A pump of 1931. | {en1}', 'Illustration'],
    ['<p>{es1}</p><img src="a.jpg"><p>Fotografía de Ana Orr / EFE</p><p>{es2}</p>', '{es1} | {es2}', 'EFE'],
    ['<p>{pl1}</p><figure><img src="a.jpg"><figcaption>Pompa w czerwcu. | fot. Anna Orr / PAP</figcaption></figure><p>{pl2}</p>', '{pl1} | Pompa w czerwcu. | {pl2}', 'PAP'],
    ['<p>Photo by hand, she wrote, is a contradiction. {en1}</p><p>Image is everything on this pier. {en2}</p>', 'Photo by hand, she wrote | Image is everything'],
  ],
  'credits after a caption': [
    ['<p>{en1}</p><figure><img src="a.jpg"><figcaption>Boats at the mill. Photograph: Lin Ode/The Paper</figcaption></figure><p>{en2}</p>', '{en1} | Boats at the mill.', 'Lin Ode'],
    ['<p>{fr1}</p><figure><img src="a.jpg"><figcaption>Le moulin en mai <span class="credit">LUC MORVAN / AFP</span></figcaption></figure><p>{fr2}</p>', '{fr1} | Le moulin en mai', 'MORVAN'],
    ['<p>{de1}</p><figure><img src="a.jpg"><figcaption>Ein Boot am Kai. (Foto: dpa/Max Rau)</figcaption></figure><p>{de2}</p>', '{de1} | Ein Boot am Kai.', 'Max Rau'],
    ['<p>{en3}</p><figure><img src="a.jpg"><figcaption>港に着いた船。写真：時事</figcaption></figure><p>{en4}</p>', '港に着いた船。 | {en4}', '時事'],
    ['<p>{en3}</p><figure><img src="a.jpg"><figcaption>码头上的马（摄影：李明）</figcaption></figure><p>{en4}</p>', '码头上的马 | {en4}', '李明'],
    ['<p>{en3}</p><figure><img src="a.jpg"><figcaption>The quay at noon. Mary Poole for The Paper</figcaption></figure><p>{en4}</p>', 'The quay at noon. | {en4}', 'Poole'],
    ['<p>{en3}</p><figure><img src="a.jpg"><figcaption>The quay. Mary Poole looks for The Swift.</figcaption></figure><p>{en4}</p>', 'The quay. Mary Poole looks for The Swift.'],
  ],
  'sections called by a word of clutter': [
    ['<!doctype html><html lang="en"><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>{en1}</p><p>{en2}</p><section class="promo-bridge"><h2>The old span</h2><p>{en3}</p></section></article></body></html>', '{en2} | The old span | {en3}'],
    ['<!doctype html><html lang="en"><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>{en1}</p><p>{en2}</p><section class="advertising-history"><h2>Posters</h2><p>{en3}</p></section></article></body></html>', '{en2} | Posters | {en3}'],
    ['<!doctype html><html lang="en"><head><title>Bakery</title></head><body><article><h1>Bakery</h1><p>{en1}</p><section class="cookie-recipe"><h2>The recipe</h2><p>{en2}</p></section><p>{en3}</p></article></body></html>', '{en1} | The recipe | {en2} | {en3}'],
    ['<!doctype html><html lang="en"><head><title>Bakery</title></head><body><article><h1>Bakery</h1><p>{en1}</p><p>{en2}</p><section class="cookie-box"><h2>Your privacy</h2><p>We and our partners store cookies on your device, with your consent, to count who reads this.</p></section><p>{en3}</p><section class="promo-box"><h2>The shop</h2><p>Aprons and tins from the bakery of the upper town, sent to <a href="/s">wherever you are</a> within the week.</p></section></article></body></html>', '{en1} | {en2} | {en3}', 'our partners | Aprons'],
  ],
  'authors and next stories': [
    ['<p>{en1}</p><p>{en2}</p><div class="box-7"><img src="n.jpg"><p><strong>Nora Quill</strong></p><p>Nora Quill is a writer in Port Ellery. She keeps bees and has published two novels about the sea.</p></div>', '{en1} | {en2}', 'keeps bees'],
    ['<!doctype html><html lang="en"><head><title>The pump</title><meta name="author" content="Nora Quill"></head><body><main><article><h1>The pump</h1><p>{en1}</p><p>{en2}</p></article><article><h1>The horse</h1><p>{en3}</p><p>{en4}</p></article></main></body></html>', 'The pump | {en1} | {en2}', 'The horse | {en3} | {en4}'],
    ['<!doctype html><html lang="de"><head><title>Die Pumpe</title></head><body><div class="stream"><article class="item"><header><h1>Die Pumpe</h1></header><div><p>{de1}</p><p>{de2} Das war alles.</p></div></article><article class="item"><header><h1>Das Pferd</h1></header><div><p>{de3}</p><p>{de1} Und so weiter.</p></div></article></div></body></html>', 'Die Pumpe | {de1} | {de2}', 'Das Pferd | {de3}'],
    ['<!doctype html><html lang="en"><head><title>The pump</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"The pump","author":{"name":"Nora Quill"}}</script></head><body><article><h1>The pump</h1><p>{en1}</p><p>{en2}</p><section><h4>Nora Quill</h4><p>Nora joined the paper in 2009 and reports from the islands, where she lives with a dog.</p></section></article></body></html>', '{en1} | {en2}', 'Nora joined'],
    ['<!doctype html><html lang="fr"><head><title>La pompe</title></head><body><main><div class="art"><h1>La pompe</h1><p>{fr1}</p><p>{fr2}</p></div><div class="art"><h1>Le cheval</h1><p>{fr3}</p><p>{fr1} Et ainsi de suite.</p></div></main></body></html>', 'La pompe | {fr1} | {fr2}', 'Le cheval | {fr3}'],
  ],
  'prompts to subscribe': [
    ['<p>{en3}</p><div><h4>Thanks for reading The Quay!</h4><p>Subscribe for free to receive new posts and support my work.</p><form><input type="email"><button>Subscribe</button></form></div><p>{en4}</p>', '{en3} | {en4}', 'support my work'],
    ['<p>{es1}</p><p><a href="/s">Suscríbete aquí</a> a nuestra newsletter y no te pierdas nada.</p><p>{es2}</p>', '{es1} | {es2}', 'Suscríbete'],
  ],
  'boilerplate at the end, written with look-alikes or not': [
    ['<p>{en2}</p><p>© 2024 Harbour Press. Reproduction in whole or in part is prohibited.</p>', '{en2}', 'prohibited'],
    ['<p>{de1}</p><p><b>Über die Hafen AG</b><br>Die Hafen AG ist ein führender Anbieter von Pumpen mit Sitz in Emden.</p><p>Pressekontakt: Anna Orr, presse@hafen.example</p>', '{de1}', 'Pressekontakt'],
  ],
  'tickers, cards and neighbours': [
    ['<!doctype html><html lang="en"><head><title>The pump</title></head><body><div class="breaking"><span>Breaking</span><ul><li><a href="/1">Bridge closed until further notice after a ship hit it</a></li><li><a href="/2">Storm expected on Friday, says the weather office</a></li></ul></div><main><h1>The pump</h1><p>{en1}</p><p>{en2}</p></main></body></html>', 'The pump | {en1}', 'Bridge closed | Storm expected'],
    ['<p>{en4}</p><div><a href="/n"><div>Up next</div><div>The horse that nobody would own</div><div>A long summer, a short rope and a very patient vet.</div></a></div>', '{en4}', 'nobody would own | patient vet'],
  ],
  'notes of programs': [
    ['<p>{en1}</p><p>[caption id="attachment_12" align="left"]The pump in June[/caption]</p><p>{en2}</p>', '{en1} | {en2}', '[caption | attachment_12'],
    ['<p>{en1}</p><p>[gallery ids="1,2,3"]</p><p>[contact-form-7 id="4" title="Write to us"]</p><p>{en2}</p>', '{en1} | {en2}', '[gallery | [contact-form'],
    ['<p>{en3}</p><p>This slideshow requires JavaScript.</p><p>{en4}</p>', '{en3} | {en4}', 'JavaScript'],
    ['<p>{de1}</p><p>Zur Anzeige dieser Karte muss JavaScript aktiviert sein.</p><p>{de2}</p>', '{de1} | {de2}', 'JavaScript'],
    ['<p>{en5}</p><p>[vc_row][vc_column width="1/2"][vc_column_text]</p><p>{en1}</p><p>[/vc_column_text][/vc_column][/vc_row]</p>', '{en5} | {en1}', 'vc_'],
    ['<p>{en5}</p><p>The form has boxes marked [name] and [date], and "[sic]" stands there too, said the clerk.</p>', 'marked [name] and [date]'],
  ],
  'notes of moderators': [
    ['<p>{de1}</p><p>Die Kommentare zu diesem Artikel wurden geschlossen.</p>', '{de1}', 'geschlossen'],
    ['<p>{fr1}</p><p>Les commentaires sont fermés.</p>', '{fr1}', 'fermés'],
    ['<p>{es1}</p><p>Los comentarios están cerrados.</p>', '{es1}', 'cerrados'],
    ['<p>{nl1}</p><p>Reageren is niet meer mogelijk.</p>', '{nl1}', 'Reageren'],
    ['<p>{it1}</p><p>I commenti sono chiusi.</p>', '{it1}', 'chiusi'],
    ['<p>{en1}</p><p>Comments are closed.</p>', '{en1}', 'closed'],
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
