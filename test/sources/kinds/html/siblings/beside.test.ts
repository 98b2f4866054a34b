import { describe, it } from 'vitest';
import { expectSibling, type Sibling } from './siblings.js';

/** What stands beside the text of an article, its own or not: each row is the middle of an article, or a whole page. */
// prettier-ignore
const KINDS: Readonly<Record<string, readonly Sibling[]>> = {
  'recipes beside the text': [
    ['<!doctype html><html lang="en"><head><title>Tar cake</title><script type="application/ld+json">{"@type":"Recipe","name":"Tar cake","recipeIngredient":["200 g flour","2 eggs","1 spoon of tar"],"recipeInstructions":[{"@type":"HowToStep","text":"Mix the flour with the eggs until nothing sticks."},{"@type":"HowToStep","text":"Add the tar and bake it for an hour."}]}</script></head><body><header><a href="/">Home</a></header><div class="text"><h1>Tar cake</h1><p>{en1}</p><p>{en2}</p></div><div class="col"><div class="box"><h2>What you need</h2><div><span>200 g</span> <span>flour</span></div><div><span>2</span> <span>eggs</span></div><div><span>1 spoon of</span> <span>tar</span></div></div></div><div class="box"><h2>How to</h2><ol><li>Mix the flour with the eggs until nothing sticks.</li><li>Add the tar and bake it for an hour.</li></ol></div><footer>All recipes</footer></body></html>', '{en1} | {en2} | flour | eggs | Mix the flour | Add the tar', 'All recipes'],
    ['<p>{en1}</p><p>{en2}</p><div class="recipe-card"><div class="recipe-card-ingredients"><h3>Ingredients</h3><ul><li>200 g flour</li><li>2 eggs</li></ul></div><div class="recipe-card-directions"><h3>Directions</h3><ul><li>Mix the flour with the eggs until nothing sticks.</li><li>Bake it for an hour, no more.</li></ul></div></div><div class="after"><h3>Related</h3><a href="/1">Rope pie</a> <a href="/2">Salt soup</a></div>', '{en2} | Ingredients | 200 g flour | Directions | Mix the flour | no more.', 'Rope pie'],
    ['<!doctype html><html lang="fr"><head><title>Gâteau au goudron</title><script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"Le Quai"},{"@type":["Recipe"],"name":"Gâteau au goudron","recipeIngredient":["200 g de farine","2 œufs"],"recipeInstructions":[{"@type":"HowToSection","name":"La pâte","itemListElement":[{"@type":"HowToStep","text":"Mélanger la farine et les œufs dans un grand bol."},{"@type":"HowToStep","text":"Laisser reposer une heure au frais."}]}]}]}</script></head><body><main><div class="intro"><h1>Gâteau au goudron</h1><p>{fr1}</p><p>{fr2}</p></div><div class="a1"><ul><li>200 g de farine</li><li>2 œufs</li></ul></div><div class="a2"><h3>La pâte</h3><div class="st">Mélanger la farine et les œufs dans un grand bol.</div><div class="st">Laisser reposer une heure au frais.</div></div></main></body></html>', '{fr1} | 200 g de farine | 2 œufs | Mélanger la farine | reposer une heure'],
    ['<!doctype html><html lang="de"><head><title>Teerkuchen</title></head><body><div class="artikel"><h1>Teerkuchen</h1><p>{de1}</p><p>{de2}</p></div><div class="rezept"><div class="zutaten"><h2>Zutaten</h2><ul><li>200 g Mehl</li><li>2 Eier vom Hof</li><li>ein Löffel Teer</li></ul></div><div class="zubereitung"><h2>Zubereitung</h2><ol><li>Das Mehl mit den Eiern mischen, bis nichts mehr klebt.</li><li>Den Teer dazugeben und eine Stunde backen.</li></ol></div></div></body></html>', '{de1} | 200 g Mehl | Das Mehl | eine Stunde backen.'],
    ['<!doctype html><html lang="pl"><head><title>Placek</title></head><body itemscope itemtype="https://schema.org/Recipe"><article><h1>Placek</h1><p>{pl1}</p><p>{pl2}</p></article><section><ul><li itemprop="recipeIngredient">200 g mąki</li><li itemprop="recipeIngredient">2 jajka</li></ul></section><section itemprop="recipeInstructions"><p>Wymieszaj mąkę z jajkami, aż nic się nie klei.</p><p>Piecz godzinę, nie dłużej.</p></section></body></html>', '{pl1} | 200 g mąki | 2 jajka | Wymieszaj | nie dłużej.'],
  ],
  'prompts of every language': [
    ['<p>{de1}</p><p>Laden Sie unsere App und verpassen Sie keine Meldung aus dem Hafen.</p><p>{de2}</p>', '{de1} | {de2}', 'App'],
    ['<p>{fr1}</p><p>Recevez chaque matin l’essentiel de l’actualité du port dans votre boîte mail.</p><p>{fr2}</p>', '{fr1} | {fr2}', 'boîte mail'],
    ['<p>{es1}</p><p>Descarga nuestra app y sigue las noticias del puerto.</p><p>{es2}</p>', '{es1} | {es2}', 'Descarga'],
    ['<p>{it1}</p><p>Iscriviti alla nostra newsletter per ricevere le notizie del porto.</p><p>{it2}</p>', '{it1} | {it2}', 'Iscriviti'],
    ['<p>{pt1}</p><p>Siga o Cais no Instagram e receba as notícias do porto no seu e-mail.</p><p>{pt2}</p>', '{pt1} | {pt2}', 'Instagram'],
    ['<p>{nl1}</p><p>Download onze app en mis niets van wat er in de haven gebeurt.</p>', '{nl1}', 'app'],
    ['<p>{pl1}</p><p>Pobierz naszą aplikację i bądź na bieżąco.</p><p>{pl2}</p>', '{pl1} | {pl2}', 'Pobierz'],
    ['<p>{ru1}</p><p>Подпишитесь на наш канал в Telegram, чтобы ничего не пропустить.</p><p>{ru2}</p>', '{ru1} | {ru2}', 'Telegram'],
    ['<p>{en1}</p><p>For the latest stories from the quay, download the Quay News apps for iOS and Android.</p>', '{en1}', 'iOS'],
    ['<p>{en1}</p><p>Download our songs, said the poster of the choir, and eleven people did so in the first hour of the day.</p><p>{en2}</p>', 'songs | eleven people'],
  ],
  'cards of other stories': [
    ['<p>{en1}</p><p>{en2}</p><div class="row"><div class="tile"><a href="/1"><h3>The horse that nobody owned</h3></a><p>A long summer and a short rope end in court, where nobody comes to claim anything.</p></div><div class="tile"><a href="/2"><h3>Paint for the hall</h3></a><p>The treasurer ordered blue, the town voted for green, and the painter left for the coast.</p></div></div>', '{en2}', 'short rope | voted for green'],
    ['<p>{de1}</p><p>{de2}</p><section><h2>Mehr aus dem Hafen</h2><article><h3><a href="/1">Das Pferd ohne Herrn</a></h3><p>Ein langer Sommer und ein kurzes Seil enden vor Gericht, wo niemand etwas haben will.</p></article><article><h3><a href="/2">Farbe für den Saal</a></h3><p>Der Kassenwart bestellte Blau, die Stadt wählte Grün, und der Maler fuhr ans Meer.</p></article></section>', '{de2}', 'Mehr aus | kurzes Seil | wählte Grün'],
    ['<p>{es1}</p><p>MIRA: <a href="/1">El caballo que nadie quería se queda en el puerto</a></p><p>{es2}</p>', '{es1} | {es2}', 'MIRA | nadie quería'],
    ['<p>{en3}</p><p>{en4}</p><div class="nxt"><a href="/n"><img src="a.jpg"></a><h3><a href="/n">The horse that nobody owned</a></h3><p>A long summer and a short rope end in court, where nobody comes to claim anything.</p><a href="/n">Read on</a></div>', '{en4}', 'short rope'],
    ['<p>{fr1}</p><p>{fr2}</p><ul class="cards"><li><a href="/1"><img src="a.jpg"><h4>Le cheval de personne</h4><p>Un long été et une corde trop courte finissent au tribunal.</p></a></li><li><a href="/2"><img src="b.jpg"><h4>La peinture de la salle</h4><p>Le trésorier voulait du bleu, la ville a voté pour le vert.</p></a></li></ul>', '{fr2}', 'corde | vert'],
    ['<p>{en1}</p><h2><a href="https://quay.example/report">The report of the board</a></h2><p>{en2}</p><h2><a href="https://quay.example/reply">The reply of the town</a></h2><p>{en3}</p>', '{en1} | The report | {en2} | The reply | {en3}'],
  ],
  'lists of what the text goes back to': [
    ['<p>{en1}</p><p>{en2}</p><h2>References</h2><ol class="references"><li>Orr, A. (1998): The rope. Emden: Quay Press, p. 12.</li><li>Reed, B. (2004): The horse. Emden: Quay Press, p. 40.</li></ol>', '{en2} | References | The rope. | The horse.'],
    ['<p>{de1}</p><p>{de2}</p><h3>Literatur</h3><p>Orr, Anna: Das Seil. Emden 1998, S. 12.<br>Rau, Max: Das Pferd. Emden 2004, S. 40.</p>', '{de2} | Literatur | Das Seil | Das Pferd'],
    ['<p>{en3}</p><p>{en4}</p><div class="sources"><h4>Sources</h4><ul><li><a href="https://board.example/1974">Harbour Board, minutes of 1974</a></li><li><a href="https://town.example/votes">Town of Port Ellery, votes since 1950</a></li></ul></div>', '{en4} | Sources | minutes of 1974 | votes since 1950'],
    ['<p>{fr1}</p><p>{fr2}</p><h2>Bibliographie</h2><ul><li>Anne Orr, <i>La corde</i>, Emden, 1998.</li><li>Luc Morvan, <i>Le cheval</i>, Emden, 2004.</li></ul>', '{fr2} | Bibliographie | La corde | Le cheval'],
    ['<!doctype html><html lang="en"><head><title>The rope</title></head><body><div id="content"><div class="text"><h1>The rope</h1><p>{en1}</p><p>{en2}</p><p>{en3}</p></div><div class="literature"><h2>Works cited</h2><p>Orr, A.: The rope. Emden 1998, p. 12.</p><p>Reed, B.: The horse. Emden 2004, p. 40.</p></div></div></body></html>', '{en3} | Works cited | Emden 1998 | Emden 2004'],
  ],
  'bare names of photographers': [
    ['<p>{en1}</p><figure><img src="a.jpg"><figcaption>The pump in June.<span class="photographer">Ann Orr</span></figcaption></figure><p>{en2}</p>', '{en1} | The pump in June. | {en2}', 'Ann Orr'],
    ['<p>{en1}</p><figure><img src="a.jpg"></figure><p class="credit">Ann Orr</p><p>{en2}</p>', '{en1} | {en2}', 'Ann Orr'],
    ['<p>{de1}</p><div class="bild"><img src="a.jpg"><span class="copyright">Anna Orr</span></div><p>{de2}</p>', '{de1} | {de2}', 'Anna Orr'],
    ['<p>{fr1}</p><figure><img src="a.jpg"><figcaption><em>Anne Orr</em></figcaption></figure><p>{fr2}</p>', '{fr1} | {fr2}', 'Anne Orr'],
    ['<p>{en3}</p><p><img src="a.jpg"></p><p><small>Ann Orr</small></p><p>{en4}</p>', '{en3} | {en4}', 'Ann Orr'],
    ['<p>{en3}</p><figure><img src="a.jpg" alt="A woman at a pump"><figcaption>Mary Poole, captain</figcaption></figure><p>{en4}</p>', '{en3} | Mary Poole, captain | {en4}'],
  ],
  'letters that only look Latin': [
    ['<p>{en1}</p><p>{en2}</p><p>© 2024 Ηarbоur Рress. Аll rights reserved.</p>', '{en2}', 'reserved'],
    ['<p>{en1}</p><p>{en2}</p><p>Соpyright 2024 Harbour Press. Reproduction is prоhibited.</p>', '{en2}', '2024'],
    ['<p>{en1}</p><p>Аdvertisement</p><p>{en2}</p>', '{en1} | {en2}', 'vertisement'],
    ['<p>{en3}</p><p>{en4}</p><p>Тhis material may nоt be published, broadcast, rewritten or redistributed.</p>', '{en4}', 'redistributed'],
    ['<p>{en3}</p><p>Rеad аlso: <a href="/1">The horse that nobody owned</a></p><p>{en4}</p>', '{en3} | {en4}', 'nobody owned'],
    ['<p>{ru1}</p><p>Газета «Tyne» вышла в срок, и слово Tyne в ней написано латиницей.</p><p>{ru2}</p>', '{ru1} | латиницей. | {ru2}'],
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
