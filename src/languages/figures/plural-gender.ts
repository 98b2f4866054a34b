import type { Gender } from './language-words.js';

/** The gender that the plural noun after a number shows by its ending; nothing when no plural follows. */
export function pluralGender(after: string, feminine: RegExp, masculineWords: RegExp): Gender | undefined {
  const noun = PLURAL_AHEAD.exec(after)?.[1];
  if (noun === undefined) return undefined;
  return feminine.test(noun) && !masculineWords.test(noun) ? 'feminine' : 'masculine';
}

/** Passes over "de cada 3" and an adjective whose ending says nothing of the gender: "21 grandes empresas". */
const PLURAL_AHEAD =
  /^(?:\s(?:de|em)\scada\s\d{1,4})?(?:\s\p{Ll}+(?:andes|a[li]s|ales|eis|iles|ores|bles|veis|ntes|venes)(?=\s\p{Ll}{2,}s(?!\p{L})))?\s(\p{Ll}{3,}s)(?!\p{L})/u;

/** The gender that the noun after "one" shows by its ending; nothing where no noun follows. */
export function singularGender(after: string, feminine: RegExp, wordsOn: RegExp): Gender | undefined {
  const noun = /^\s(\p{Ll}{2,})(?!\p{L})/u.exec(after)?.[1];
  if (noun === undefined || wordsOn.test(noun)) return undefined;
  return feminine.test(noun) ? 'feminine' : 'masculine';
}
