import {
  textAfter,
  textBefore,
  type Reading,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { isSentenceEnd } from '../sentence-end.js';
import { spell } from '../spell.js';

/** Acronyms: spelled (`BBC`, `SCO`, `U.S.`, `MPs`, `AT&T`) or read as a word (`NATO`), plural and possessive. */
export const ACRONYM: SpeakableRule = {
  name: 'acronym',
  starts: ['letter'],
  read(context, start) {
    return dotted(context, start) ?? joined(context, start) ?? plain(context, start) ?? mixed(context, start);
  },
};

/** `U.S.`, `U.K.'s`, `i.e.` is no business of this rule: capitals only, at least two. */
function dotted(context: SpeakableContext, start: number): Reading | undefined {
  const match = exec(/((?:\p{Lu}\.){2,8}(?:\p{Lu}(?!\p{L}))?)(['’]?s(?!\p{L}))?/uy, context, start);
  if (match === undefined) return undefined;
  const [written = '', letters = '', ending = ''] = match;
  const end = start + written.length;
  const stop = ending === '' && letters.endsWith('.') && isSentenceEnd(context, end);
  return { end, spoken: spell(letters, context) + possessive(ending) + (stop ? '.' : '') };
}

/** `AT&T`, `R&D`, `Q&A`: letters joined by an ampersand. */
function joined(context: SpeakableContext, start: number): Reading | undefined {
  const match = exec(/(\p{Lu}{1,4})&(\p{Lu}{1,4})(?![\p{L}\d])(['’]?s(?!\p{L}))?/uy, context, start);
  if (match === undefined) return undefined;
  const [written = '', first = '', second = '', ending] = match;
  return {
    end: start + written.length,
    spoken: `${spell(first, context)} and ${spell(second, context)}${possessive(ending)}`,
  };
}

function plain(context: SpeakableContext, start: number): Reading | undefined {
  const match = exec(/([A-Z]{2,8})(['’]?s(?!\p{L})(?:['’](?=[\s.,;:!?)]))?)?(?![\p{L}\d])/uy, context, start);
  if (match === undefined) return undefined;
  const [written = '', letters = ''] = match;
  if (/^['’]\p{Lu}/u.test(textAfter(context, start + written.length, 2))) return undefined;
  const before = textBefore(context, start, 30);
  if (letters === 'US' && context.isShouted) return undefined;
  if (isAmongCapitals(letters, before, textAfter(context, start + written.length))) return undefined;
  const spoken = sayAcronym(written, context);
  return spoken === undefined ? undefined : { end: start + written.length, spoken };
}

/**
 * In a run of capitals that sets words apart ("IT WAS a cold night", "MY DOG ATE it") those that are no known acronym
 * are words; so are acronyms that are also words, where an everyday word stands among the capitals.
 */
function isAmongCapitals(letters: string, before: string, after: string): boolean {
  const run = [
    ...(/(?:\p{Lu}+(?:['’]\p{Lu}+)?,?\s)+$/u.exec(before)?.[0] ?? '').split(/[\s,]+/u),
    ...(/^(?:,?\s\p{Lu}+(?:['’]\p{Lu}+)?(?!\p{L}))+/u.exec(after)?.[0] ?? '').split(/[\s,]+/u),
  ].filter((word) => word !== '');
  const isSetApart = run.some(
    (word) => (EVERYDAY_IN_RUN.has(word) && word !== 'A') || (word.length > 4 && !WORDS.has(word)),
  );
  if (KNOWN_SPELLED.has(letters)) return isSetApart && ALSO_WORDS.has(letters);
  return isSetApart || run.some((word) => word.length === 4 && !KNOWN_SPELLED.has(word) && !WORDS.has(word));
}

/** `PhD`, `MoD`, `BSc`, `iOS`: mixed case, but spelled. */
function mixed(context: SpeakableContext, start: number): Reading | undefined {
  const match = exec(
    /(PhD|MoD|TfL|PwC|plc|BSc|MSc|MEd|LLB|LLM|DPhil|iOS|eBay|mRNA|DoJ|DoD|GoP|EVs|PCs)(['’]?s(?!\p{L}))?(?![\p{L}\d])/uy,
    context,
    start,
  );
  if (match === undefined || context.style === 'formal') return undefined;
  const [written = '', letters = '', ending] = match;
  const said = MIXED[letters] ?? spell(letters.toUpperCase(), context);
  return { end: start + written.length, spoken: said + possessive(ending) };
}

const MIXED: Readonly<Record<string, string>> = {
  BSc: 'B S C',
  MSc: 'M S C',
  MEd: 'M Ed',
  DPhil: 'D Phil',
  iOS: 'i O S',
  eBay: 'e-bay',
  mRNA: 'M R N A',
  EVs: "E V's",
  PCs: "P C's",
};

/** How capitals are said, with their plural or possessive; nothing when they are read as the word they look like. */
export function sayAcronym(written: string, context: SpeakableContext): string | undefined {
  const [, letters = '', ending = ''] = /^(\p{Lu}+)(['’]?s['’]?)?$/u.exec(written) ?? [];
  if (context.style === 'formal' || !isSpelled(letters, context)) return SAID[letters];
  return spell(letters, context) + possessive(ending);
}

function isSpelled(letters: string, context: SpeakableContext): boolean {
  if (KNOWN_SPELLED.has(letters)) return true;
  if (context.isShouted || WORDS.has(letters) || SAID[letters] !== undefined) return false;
  if (letters.length <= 3) return true;
  const hasVowels = /[AEIOUY]/u.test(letters);
  if (!hasVowels) return true;
  return letters.length === 4 && !PRONOUNCEABLE.test(letters);
}

/** Four capitals that alternate like a word are said as one; longer ones are taken for a word. */
const PRONOUNCEABLE =
  /^(?:[^AEIOU]?[AEIOU][^AEIOU][AEIOU]|[^AEIOU][AEIOU]{1,2}[^AEIOU]{1,2}|[^AEIOU]{2}[AEIOU][^AEIOU]|[AEIOU][^AEIOU]{2}[AEIOU])$/u;

function possessive(ending: string | undefined): string {
  return ending === undefined || ending === '' ? '' : "'s";
}

function exec(pattern: RegExp, context: SpeakableContext, start: number): RegExpExecArray | undefined {
  pattern.lastIndex = start;
  return pattern.exec(context.text) ?? undefined;
}

/** Spelled even in a headline, or although they look like a word. */
const KNOWN_SPELLED = new Set(
  'ABC AI AOL ATM BBC BMW BP CBI CBS CEO CFO CIA CNN CO CPI CSU CTO DC DNA DVD EC ECB EU EV FA FAQ FBI FIA GDP GMT GOP GP GPS GPU HBO HIV HMRC HQ HR HSBC HTML HTTP IBM ID IMF IOC IPCC IPO IQ IRA IRS ISP IT ITV IVF KGB LA LED LGBT LNG MEP MP MSNBC NBA NBC NFL NGO NHL NHS NRA NSA NYPD OECD OPCW FOMC FDIC LAPD ACLU NIMH UCLA USDA UNHCR USMCA USPTO RSPCA LGBTQIA RSPB USGS UKHSA ICBM IAEA PC PDF PHP PLC PM PR PSG QC RAF RNA RPG SCO SEC SMS SOS SQL SUV TV UAE UFO UK UN URL USA USB USSR VAT VIP VPN WHO WTO XML YMCA'.split(
    ' ',
  ),
);

/** Acronyms that are also words, and more often words among words in capitals. */
const ALSO_WORDS = new Set(['IT', 'US', 'WHO', 'LED']);

/** Everyday words, said as words even alone. */
const EVERYDAY = new Set(
  'THE AND NOT ALL ANY NOW YES BUT FOR NEW TOP BIG BAD OUT OFF OUR ONE TWO TEN MAY CAN WAS HAS HAD HER HIS HIM SHE YOU ARE OLD OWN WAY DAY MAN MEN BOY WIN WON WAR OIL TAX LAW JOB TOO HOW WHY DID DO DOES GO GET GOT LET PUT SAY SEE SET TRY USE ACT ADD AGE AGO AIR ANTI ART ASK BE BY IF IN IS ME MY NO OF ON OR SO TO UP WE AN AS AT HE OH HA AM BEEN BEST BOTH EACH EVEN EVER FREE FROM FULL GOOD HAVE HERE INTO JUST KNOW LAST LIVE LONG LOOK LOVE MADE MAKE MANY MORE MOST MUCH MUST NEED NEVER NEXT ONLY OPEN OVER REAL SAME SOME STOP SUCH TAKE TELL THAT THEM THEN THEY THIS TIME VERY WANT WELL WERE WHAT WHEN WILL WITH YOUR'.split(
    ' ',
  ),
);

/** Words among words in capitals; alone they may be an acronym. */
const EVERYDAY_IN_RUN = new Set([
  ...EVERYDAY,
  ...'I A DOG CAT SAW SAID ATE EAT RUN RAN SIT SEA SUN SKY CAR BUS END LOT FEW RED HOT WET DRY LOW HIGH DOWN DEAD LIFE HOME WORK YEAR WEEK CITY TOWN BACK AWAY ALONE LEFT RIGHT ITS WHOM WHOSE NOR YET THAN ONCE UPON TILL LESS ELSE'.split(
    ' ',
  ),
]);

/** Said as a word. */
const WORDS = new Set([
  ...'NATO NASA UNESCO UNICEF OPEC FIFA UEFA AIDS SARS COVID ASEAN NAFTA COP LIV MAX MIN SWAT RAM ROM GIF SIM FEMA NASCAR NASDAQ NIMBY YOLO OSHA POTUS SCOTUS FLOTUS DARPA CERN TED ISIS HAMAS BAFTA LASER RADAR SONAR SCUBA MENSA INTERPOL EUROPOL EFTA COBRA AUKUS BRICS MERCOSUR AWOL FOMO MAGA RICO TASER ZIP PIN VAR LAN WAN DAX CAC NIKKEI SWIFT AFCON CONCACAF CONMEBOL PISA ERASMUS SAGE OFCOM OFSTED OFGEM ACAS UNRWA HUAWEI LEGO IKEA ASDA VISA NOKIA ABBA MASH'.split(
    ' ',
  ),
  ...EVERYDAY,
]);

/** Said neither as written nor letter by letter. */
const SAID: Readonly<Record<string, string>> = {
  OK: 'okay',
  JPEG: 'jaypeg',
  AKA: 'also known as',
  FTSE: 'footsie',
  WWII: 'World War Two',
  WWI: 'World War One',
  NAACP: 'N double A C P',
  NCAA: 'N C double A',
  NOAA: 'Noah',
  USAID: 'U S aid',
};
