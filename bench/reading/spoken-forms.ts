import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { loadFigures } from '../../src/languages/figures-of.js';
import { toSpokenForm, type SpokenStyle } from '../../src/script/passage/to-spoken-form.js';

/** How many cases of one class were said as expected. */
export type SpokenFormScore = {
  readonly language: string;
  readonly className: string;
  readonly caseCount: number;
  readonly rightCount: Readonly<Record<SpokenStyle, number>>;
  readonly misses: readonly SpokenFormMiss[];
};

/** One case said otherwise than expected. */
export type SpokenFormMiss = {
  readonly style: SpokenStyle;
  readonly written: string;
  readonly expected: readonly string[];
  readonly spoken: string;
};

/**
 * Measures spoken forms on a folder of `<language>/<class>.txt` with lines `written~spoken` (further `~spoken` are
 * alternatives), or a folder that holds such a folder as `speech-text`, and prints accuracy per class and language.
 * Compared without case, punctuation, hyphens and the "and" after hundred and thousand; capitals said one by one
 * count the same whether they are written apart or together ("P M", "PM"). In German and Italian the newsreader is
 * judged by what is heard: a compound is the same in one word or several ("ein und zwanzig", "einundzwanzig"), which the formal style must match.
 */
export async function benchSpokenForms(
  dataFolder: string,
  options: { readonly print?: (line: string) => void; readonly showMisses?: SpokenStyle } = {},
): Promise<readonly SpokenFormScore[]> {
  const print = options.print ?? console.log;
  const root = existsSync(path.join(dataFolder, 'speech-text')) ? path.join(dataFolder, 'speech-text') : dataFolder;
  const languages = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => (a === 'en' ? -1 : b === 'en' ? 1 : a.localeCompare(b)));
  await loadFigures(languages);
  const scores = languages.flatMap((language) => scoreLanguage(path.join(root, language), language));
  for (const language of new Set(scores.map((score) => score.language))) {
    printLanguage(
      scores.filter((score) => score.language === language),
      print,
    );
  }
  for (const score of scores) printMisses(score, options.showMisses, print);
  return scores;
}

const STYLES: readonly SpokenStyle[] = ['newsreader', 'formal'];

function scoreLanguage(folder: string, language: string): readonly SpokenFormScore[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort();
  const linesOf = (name: string) =>
    readFileSync(path.join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.includes('~'));
  const isWrittenFirst = figuresComeFirst(files.flatMap(linesOf));
  return files.map((name) => {
    const cases = linesOf(name).map((line) => toCase(line, isWrittenFirst));
    const tries = cases.flatMap(({ written, expected }) =>
      STYLES.map((style) => {
        const { spoken } = toSpokenForm(written, { language, style });
        return {
          style,
          written,
          expected,
          spoken,
          isRight: expected.some((form) => isSame(form, spoken, isByEar(style, language))),
        };
      }),
    );
    const countRight = (style: SpokenStyle) =>
      tries.filter((attempt) => attempt.style === style && attempt.isRight).length;
    return {
      language,
      className: name.replace(/\.txt$/u, ''),
      caseCount: cases.length,
      rightCount: { newsreader: countRight('newsreader'), formal: countRight('formal') },
      misses: tries
        .filter((attempt) => !attempt.isRight)
        .map(({ style, written, expected, spoken }) => ({ style, written, expected, spoken })),
    };
  });
}

/** Some languages' files have the spoken side first: the written side is the one with the figures. */
function figuresComeFirst(lines: readonly string[]): boolean {
  const first = lines.filter((line) => /\d/u.test(line.slice(0, line.indexOf('~')))).length;
  const last = lines.filter((line) => /\d/u.test(line.slice(line.indexOf('~')))).length;
  return first >= last;
}

function toCase(
  line: string,
  isWrittenFirst: boolean,
): { readonly written: string; readonly expected: readonly string[] } {
  const parts = line.split('~');
  if (isWrittenFirst) return { written: parts[0] ?? '', expected: parts.slice(1) };
  return { written: parts.at(-1) ?? '', expected: parts.slice(0, -1) };
}

/** English has no compounds to run together, and "RTX pro help" is not "rtxprohelp". */
function isByEar(style: SpokenStyle, language: string): boolean {
  return style === 'newsreader' && (language === 'de' || language === 'it');
}

/** Punctuation may be a word boundary ("twelve,again") or not ("U.S."); both readings of it count. */
function isSame(expected: string, spoken: string, isHeard: boolean): boolean {
  const forms = (text: string) =>
    [comparable(text, ''), comparable(text, ' ')].map((form) => (isHeard ? heard(form) : form));
  const [joined, apart] = forms(expected);
  const [joinedSpoken, apartSpoken] = forms(spoken);
  return joined === joinedSpoken || apart === apartSpoken;
}

/** Words of two letters or more run together; letters said one by one stay apart ("m a i l" is not "mail"). */
function heard(form: string): string {
  return form.replace(/(?<=[\p{L}\p{M}]{2}) (?=[\p{L}\p{M}]{2})/gu, '').replaceAll('tré', 'tre');
}

function comparable(text: string, punctuation: '' | ' '): string {
  return text
    .normalize('NFC')
    .replace(/(?<![\p{L}\p{N}])\p{Lu}(?:[ -]\p{Lu}){1,6}(?![\p{L}\p{N}])/gu, (letters) => letters.replace(/[ -]/gu, ''))
    .toLowerCase()
    .replace(/[-‐‑–—]/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N}\s]/gu, punctuation)
    .replace(/\s+/gu, ' ')
    .replace(/\b(hundred|thousand) and\b/gu, '$1')
    .trim();
}

function printLanguage(scores: readonly SpokenFormScore[], print: (line: string) => void): void {
  const [first] = scores;
  if (first === undefined) return;
  print(`${first.language.padEnd(26)} cases  newsreader  formal`);
  for (const score of scores) print(row(`  ${score.className}`, [score]));
  print(row('  all', scores));
}

function row(name: string, scores: readonly SpokenFormScore[]): string {
  const sum = (pick: (score: SpokenFormScore) => number) => scores.reduce((total, score) => total + pick(score), 0);
  const count = sum((score) => score.caseCount);
  const share = (style: SpokenStyle) => `${((100 * sum((score) => score.rightCount[style])) / count).toFixed(1)} %`;
  return `${name.padEnd(26)} ${String(count).padStart(5)}  ${share('newsreader').padStart(10)}  ${share('formal').padStart(6)}`;
}

function printMisses(score: SpokenFormScore, style: SpokenStyle | undefined, print: (line: string) => void): void {
  for (const miss of score.misses) {
    if (miss.style !== style) continue;
    print(
      `${score.language}/${score.className} ${miss.style}: ${JSON.stringify(miss.written)} → ${JSON.stringify(miss.spoken)}, expected ${JSON.stringify(miss.expected)}`,
    );
  }
}
