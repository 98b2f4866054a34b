import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../../src/script/splitting/split-sentences.js';

/** Each line is a paragraph; `|` marks the boundaries expected. */
const CASES: Readonly<Record<string, string>> = {
  en: `
Mr. Smith met Dr. A. Brandt. |They spoke.
J. K. Rowling wrote it. |George W. Bush read it.
He works at Acme Inc. |The firm is old.
Acme Inc. Chairman Li spoke.
It opened at 9 a.m. |The queue was long.
It opened at 9 a.m. Tuesday and closed.
The U.S. Navy came. |It left the U.S. |They stayed.
See No. 5 for details. |He said no. |They left.
On Jan. 5 it rained. |In 1990. |Then it stopped.
It grew 3.5 percent. |Prices fell.
“Really?” he asked. |“Yes!” she said. |“Go.” |They went.
Wait... and see. |Then go.
He chose plan B. |The others did not.
World War I. |The end.
1. First point. |2. Second point.
Apples, e.g. Granny Smith, are green, i.e. sour. |Fine.
St. Petersburg is cold. |He lives on Main St. |The house is red.
He sat. |Sat. is a day.
Prof. Li, Gen. Ma and Sen. Wu came. |All left.
She earned a Ph.D. |Then she taught.
Is it? |Yes! |It is.
No end`,
  de: `
Am 3. Oktober kam Dr. Weber. |Er blieb bis zum 5. |Die Feier begann.
Viele Städte, z. B. Berlin, wachsen. |Das ist gut.
Der 19. Jahrestag war am Montag. |Prof. Maier sprach u. a. über Geld.
Es kostet 1,5 Mio. Euro. |Nr. 7 fehlt usw. |Aber gut.
Im II. Weltkrieg floh sie. |Das war Ludwig XIV. |Der Hof war groß. |Wilhelm II. ging.`,
  fr: `
M. Dupont est arrivé. |Mme Martin aussi. |Le 5 janv. 2020, il partit.
Voir p. 12. |C’est fini. |« Oui. » |Il sortit.`,
  es: `
El Sr. García llegó. |La Dra. López también. |EE. UU. ganó.
Vive en Av. Mayor 5. |Fin.`,
  it: `
Il Sig. Rossi parla. |Il Dott. Bianchi ascolta. |Vedi pag. 4. |Fine.`,
  pt: `
O Sr. Silva chegou. |A Dra. Costa saiu. |Ver pág. 3. |Fim.`,
  ru: `
В 2020 г. Москва росла. |Это было в XX в. |Он уехал.
А. С. Пушкин родился в г. Москва. |Он писал, т. е. сочинял. |Конец.`,
  zh: `
你好。|我很好！|你呢？`,
};

describe('splitSentences', () => {
  for (const [language, lines] of Object.entries(CASES)) {
    for (const line of lines.trim().split('\n')) {
      it(`splits ${language}: ${line}`, () => {
        const text = line.replaceAll('|', '');
        const marked = splitSentences(text, language)
          .map(({ start, end }) => text.slice(start, end))
          .join('|');
        expect(marked).toBe(line);
      });
    }
  }

  it('covers the whole text whatever it holds', () => {
    for (const text of ['', ' ', '…', '\n\n', 'a.\nb.', '🙂 🙂', '“', 'A.B.C.D. ', '.'.repeat(50)]) {
      const parts = splitSentences(text, 'en').map(({ start, end }) => text.slice(start, end));
      expect(parts.join('')).toBe(text);
    }
  });

  it('falls back to Unicode’s rules for a language it has no lists for, and for a tag that is none', () => {
    expect(splitSentences('Hei. Moi.', 'fi')).toHaveLength(2);
    expect(splitSentences('One. Two.', 'not a tag')).toHaveLength(2);
  });

  it('finds the same sentences in a very long paragraph as in short ones, in linear time', () => {
    const sentence = 'Mr. Li of the U.S. Navy asked: “Is it No. 5?” ';
    const cpuTimeMs = (count: number): number => {
      const before = process.cpuUsage();
      const lengths = new Set(splitSentences(sentence.repeat(count), 'en').map(({ start, end }) => end - start));
      expect([...lengths]).toEqual([sentence.length]);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    cpuTimeMs(500);
    const small = Math.min(cpuTimeMs(5000), cpuTimeMs(5000));
    // Four times the text: 2.6 a doubling.
    expect(cpuTimeMs(20_000)).toBeLessThan(small * 2.6 ** 2);
  });
});
