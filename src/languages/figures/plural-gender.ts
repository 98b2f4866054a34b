import type { Gender } from './language-words.js';

/** The gender that the plural noun after a number shows by its ending; nothing when no plural follows. */
export function pluralGender(after: string, feminineEnding: string, masculineWords: RegExp): Gender | undefined {
  const noun = /^\s(\p{Ll}{3,}s)(?!\p{L})/u.exec(after)?.[1];
  if (noun === undefined) return undefined;
  return noun.endsWith(feminineEnding) && !masculineWords.test(noun) ? 'feminine' : 'masculine';
}

/** The gender that the noun after "one" shows by its ending; nothing where no noun follows. */
export function singularGender(after: string, feminine: RegExp, wordsOn: RegExp): Gender | undefined {
  const noun = /^\s(\p{Ll}{2,})(?!\p{L})/u.exec(after)?.[1];
  if (noun === undefined || wordsOn.test(noun)) return undefined;
  return feminine.test(noun) ? 'feminine' : 'masculine';
}
