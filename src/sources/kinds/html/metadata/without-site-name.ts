import { fingerprint, wordsOf } from '../tokens.js';
import type { TitleEvidence } from './collect-title-evidence.js';

/**
 * `The clock – The Daily Sun` → `The clock`: cuts what the page shows to be its site's name, or to be more than its
 * headline. What only has the shape of a name stays: `Spain – a love story`.
 */
export function withoutSiteName(title: string, evidence: TitleEvidence): string {
  const parts = partsOf(title);
  if (parts.length < 2) return title;
  const isHeadline = evidence.headlines.includes(fingerprint(title));
  while (parts.length > 1 && (isSite(parts.at(-1), evidence) || (!isHeadline && namesSite(parts.at(-1), evidence)))) {
    parts.pop();
  }
  // A site may bear the name of what it writes of: a headline that begins with it is whole.
  while (parts.length > 1 && !isHeadline && isSite(parts[0], evidence)) parts.shift();
  const shorter = joined(parts);
  if (isHeadline) return shorter;
  return shownAlone(parts, evidence) ?? withoutBarred(parts);
}

/** A part of a title, and the mark that parts it from the one before. */
type Part = { readonly text: string; readonly mark: string };

function partsOf(title: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  let mark = '';
  for (const match of title.matchAll(SEPARATOR)) {
    parts.push({ text: title.slice(start, match.index), mark });
    [mark] = match;
    start = match.index + mark.length;
  }
  return [...parts, { text: title.slice(start), mark }].filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

function joined(parts: readonly Part[]): string {
  return parts
    .map(({ text, mark }, index) => (index === 0 ? text : `${mark}${text}`))
    .join('')
    .trim();
}

/** Whether a part is the site's name and nothing else. */
function isSite(part: Part | undefined, { siteNames, hostName }: TitleEvidence): boolean {
  const name = fingerprint(part?.text ?? '');
  if (siteNames.includes(name)) return true;
  const letters = name.replaceAll(' ', '');
  if (letters.length < MIN_HOST_LETTERS || hostName === undefined) return false;
  return letters === hostName || letters.replace(/^the/u, '') === hostName || letters.startsWith(`${hostName}com`);
}

/** Whether a part is the site's name with a word or two of its own (`BBC News`), or the beginning of a longer one. */
function namesSite(part: Part | undefined, { siteNames }: TitleEvidence): boolean {
  const name = fingerprint(part?.text ?? '');
  const count = wordsOf(name).length;
  return siteNames.some((site) => {
    const more = count - wordsOf(site).length;
    const isLonger = more > 0 && more <= MAX_MORE_WORDS && ` ${name} `.includes(` ${site} `);
    return isLonger || (more < 0 && name.length >= MIN_NAME_CHARACTERS && site.startsWith(`${name} `));
  });
}

/** The longest beginning or end of a title that is a headline, when nobody sees the rest beside it. */
function shownAlone(parts: readonly Part[], evidence: TitleEvidence): string | undefined {
  const headlines = [...evidence.headlines, ...evidence.declared];
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const ends = [
      { kept: parts.slice(0, count), rest: parts.slice(count) },
      { kept: parts.slice(-count), rest: parts.slice(0, -count) },
    ];
    for (const { kept, rest } of ends) {
      const isShown = rest.some(({ text }) => evidence.besideHeadline.includes(fingerprint(text)));
      if (headlines.includes(fingerprint(joined(kept))) && !isShown) return joined(kept);
    }
  }
  return undefined;
}

/** What follows a bar or a double angle is hardly ever a part of a title. */
function withoutBarred(parts: readonly Part[]): string {
  const last = parts.at(-1);
  const before = joined(parts.slice(0, -1));
  const isBarred = last !== undefined && /^\s*[|»«]\s*$/u.test(last.mark) && before.length >= MIN_TITLE_CHARACTERS;
  return isBarred ? withoutBarred(parts.slice(0, -1)) : joined(parts);
}

/** Marks between spaces, and a colon or a full-width bar after a word. */
const SEPARATOR = /\s+(?:[-–—―|·•«»‹›:/~]|::)\s+|:\s+|\s*｜\s*/gu;
const MIN_TITLE_CHARACTERS = 10;
const MIN_NAME_CHARACTERS = 4;
const MIN_HOST_LETTERS = 4;
const MAX_MORE_WORDS = 3;
