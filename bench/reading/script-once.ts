import { parseLexicon } from '../../src/script/lexicon/lexicon.js';
import { writeScript } from '../../src/script/write-script.js';
import { articleOf, paragraph, scriptContext } from '../../test/script/sample-article.js';

/** `script-once.ts WORDS ENTRIES`: scripts one article of so many words and prints what it took, as JSON. */
const SENTENCES = [
  'Brandt and Hale met Dr. Li at 9 a.m. on 3 May 2021, although the board gave no details of the $5.2bn plan.',
  '“We waited,” said Hale, “for three weeks, and nobody at the EU’s office in St. Gallen called us back.”',
  'Traffic grew 12.5% in the 1990s, i.e. before the lock opened, and fell to 1,204 ships by 2008-09.',
  'The No. 1 berth, 10m (32ft) deep, was built under George V and holds 3-2 of the larger and older ferries.',
  'Nobody in the town could say afterwards who had asked for it, or why the water had been let out so early.',
].join(' ');

const [wordCount = 0, entryCount = 0] = process.argv.slice(2).map(Number);
const article = articleOf(
  Array.from({ length: Math.ceil(wordCount / SENTENCES.split(' ').length) }, (_, index) =>
    paragraph(`${SENTENCES} Name${index.toString(36)} agreed.`),
  ),
);
const lines = Array.from({ length: entryCount }, (_, index) => `Name${index.toString(36)}: nay em ${index}\n`);
const lexicon = parseLexicon(entryCount === 0 ? '{}' : lines.join(''), 'lexicon.yaml');
const startedMs = performance.now();
const { utterances } = await writeScript(article, scriptContext({ lexicon }));
const ms = performance.now() - startedMs;
console.log(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1024, utterances: utterances.length }));
