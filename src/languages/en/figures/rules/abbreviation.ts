import {
  textAfter,
  textBefore,
  type Reading,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { ALWAYS, BEFORE_NUMBERS, TITLES } from '../abbreviations.js';
import { isSentenceEnd } from '../sentence-end.js';

/** Abbreviations in full, by what stands around them: `Dr. No`, `No. 5`, `St. John's St.`, `vs.`, `i.e.`, `Gov.` */
export const ABBREVIATION: SpeakableRule = {
  name: 'abbreviation',
  starts: ['letter'],
  read(context, start) {
    WRITTEN.lastIndex = start;
    for (const written of candidates(WRITTEN.exec(context.text)?.[0])) {
      const end = start + written.length;
      const said =
        saintOrStreet(written, start, end, context) ??
        drive(written, start, end, context) ??
        islands(written, start, end, context) ??
        title(written, end, context) ??
        beforeNumber(written, end, context) ??
        always(written, start, end, context) ??
        versus(written, start, end, context);
      if (said !== undefined) return said;
    }
    return undefined;
  },
};

const WRITTEN = /(?:et al\.|\p{L}{1,8}(?:[./]\p{L}{1,3}){0,3}[./]?)(?!\p{L})/uy;

/** With its full stop first, then without it. */
function candidates(written: string | undefined): readonly string[] {
  if (written === undefined) return [];
  return /[./]$/u.test(written) ? [written, written.slice(0, -1)] : [written];
}

/** "St." is a saint before a name and a street after one. */
function saintOrStreet(written: string, start: number, end: number, context: SpeakableContext): Reading | undefined {
  if (written !== 'St.' && written !== 'St' && written !== 'Ste.' && written !== 'Ste') return undefined;
  const before = textBefore(context, start);
  const after = textAfter(context, end);
  const isBeforeName = /^\s\p{Lu}[\p{L}'’]+/u.test(after);
  const isAfterName = /(?:\d(?:st|nd|rd|th)|\p{Lu}[\p{L}'’]+)\s$/u.test(before) && !NOT_A_STREET.test(before);
  if (isBeforeName && (!isAfterName || SAINTS.test(after))) return { end, spoken: 'Saint' };
  if (isAfterName) return { end, spoken: `Street${written.endsWith('.') && isSentenceEnd(context, end) ? '.' : ''}` };
  return undefined;
}

const NOT_A_STREET = /\b(?:The|In|At|On|From|To|Of|For|By|And|With|Near|Mount|Church|Cathedral|Hospital|School)\s$/u;

const SAINTS =
  /^\s(?:John|Paul|Peter|Petersburg|Mary|Louis|James|George|Andrew|Patrick|Helena|Helens|Kitts|Lucia|Vincent|Moritz|Tropez|Thomas|Francis|Nicholas|Michael|Augustine|Albans|Ives|Pancras|Bernard|Cloud|Joseph|Martin|Barts|Croix|Denis|Germain|Etienne|Gallen|David|Stephen|Anthony|Catherine|Clair|Pauli|Mirren|Johnstone)/u;

/** "Dr." after a street name is Drive, before a name Doctor. */
function drive(written: string, start: number, end: number, context: SpeakableContext): Reading | undefined {
  if (written !== 'Dr.' && written !== 'Dr') return undefined;
  const before = textBefore(context, start);
  const isNumbered = /\d\s(?:\p{Lu}[\p{L}'’]+\s){1,3}$/u.test(before);
  const isAfterName =
    /(?:\p{Ll}|\b(?:Dr|St|Mt|Ft)\.?)\s(?:\p{Lu}[\p{L}'’]+\s){1,3}$/u.test(before) &&
    !/^\s\p{Lu}/u.test(textAfter(context, end, 3));
  if (!isNumbered && !isAfterName) return undefined;
  return { end, spoken: `Drive${written.endsWith('.') && isSentenceEnd(context, end) ? '.' : ''}` };
}

/** "the Channel Is." are islands; "the way It Is." is a verb. */
function islands(written: string, start: number, end: number, context: SpeakableContext): Reading | undefined {
  if (written !== 'Is.') return undefined;
  const names = /\b[Tt]he\s((?:\p{Lu}\p{Ll}+\s){1,3})$/u.exec(textBefore(context, start))?.[1];
  if (
    names === undefined ||
    /\b(?:It|He|She|This|That|There|Here|What|Who|Which|How|Where|When|Why|Love|Life|World|Time)\s$/u.test(names)
  )
    return undefined;
  return { end, spoken: `Islands${isSentenceEnd(context, end) ? '.' : ''}` };
}

function title(written: string, end: number, context: SpeakableContext): Reading | undefined {
  if (/^Pt/u.test(written) && /^\s[IVX]+(?!\p{L})/u.test(textAfter(context, end, 8))) return undefined;
  if (written === 'Gen' && /^\s(?:[XYZ](?!\p{L})|Alpha|Beta)/u.test(textAfter(context, end, 8))) return undefined;
  const said = TITLES[written];
  return said !== undefined && /^\s?(?:\p{Lu}|and\s\p{Lu}|&\s\p{Lu})/u.test(textAfter(context, end, 8))
    ? { end, spoken: (context.style === 'formal' ? FORMAL_TITLES[said] : undefined) ?? said }
    : undefined;
}

/** The dictionary's words for two titles that newsreaders say otherwise. */
const FORMAL_TITLES: Readonly<Record<string, string>> = { Missus: 'misses', Miz: 'miss' };

function beforeNumber(written: string, end: number, context: SpeakableContext): Reading | undefined {
  const said = BEFORE_NUMBERS[written];
  if (said === undefined) return undefined;
  const after = textAfter(context, end, 6);
  // Seconds, or the end of a word.
  if (
    /^ss?\.$/u.test(written) &&
    !/(?:^|[^\p{L}\p{N}]\s|\p{L}\s|[(\[“"])$/u.test(textBefore(context, end - written.length, 2))
  )
    return undefined;
  const isCode = /^n/iu.test(written) && /^\s[A-Z]{1,3}-?\d/u.test(after);
  const isPage = /^(?:ch|pp?|vol|sec|art|pt|paras?|figs?)\.$/iu.test(written) && /^\s[ivxl]{1,5}(?!\p{L})/u.test(after);
  if (!isCode && !isPage && !/^\s?(?:\d|[IVX]+\b)/u.test(after)) return undefined;
  if (!written.endsWith('.') && /^\s\d+\s\p{Ll}{2,}s\b/u.test(textAfter(context, end))) return undefined;
  return { end, spoken: said };
}

function always(written: string, start: number, end: number, context: SpeakableContext): Reading | undefined {
  if (/^sq\.?$/iu.test(written) && /^\s\p{Ll}/u.test(textAfter(context, end, 2))) return { end, spoken: 'square' };
  const said = ALWAYS[written] ?? (/^\p{Lu}[\p{Ll}.]+\.$/u.test(written) ? ALWAYS[written.toLowerCase()] : undefined);
  if (said === undefined) return undefined;
  if (written === 'v.' && !/\p{Lu}[\p{L}.'’]*\s$/u.test(textBefore(context, start))) return undefined;
  if (SENTENCE_WORDS.has(written) && isSentenceEnd(context, end)) return undefined;
  if (written === 'est.' && /^\s[$£€¥]/u.test(textAfter(context, end, 2))) return { end, spoken: 'estimated' };
  if (written === 'est.' && !/^\s\d/u.test(textAfter(context, end, 3))) return undefined;
  return { end, spoken: said + (MAY_END.test(written) && isSentenceEnd(context, end) ? '.' : '') };
}

/** "Roe v Wade", "England v France": between two names. */
function versus(written: string, start: number, end: number, context: SpeakableContext): Reading | undefined {
  if (written !== 'v') return undefined;
  const isBetweenNames =
    /\p{Lu}[\p{L}.'’-]*\s$/u.test(textBefore(context, start)) &&
    /^\s(?:the\s)?\p{Lu}/u.test(textAfter(context, end, 6));
  return isBetweenNames ? { end, spoken: 'versus' } : undefined;
}

/** Words of their own when a sentence ends with them. */
const SENTENCE_WORDS = new Set(['min.', 'max.', 'temp.', 'ext.']);

/** After these a sentence may end; "vs." and "e.g." always go on. */
const MAY_END = /^(?!vs|v\.|e\.?g|i\.?e|cf|viz|approx|est|ca|c).*\.$/u;
