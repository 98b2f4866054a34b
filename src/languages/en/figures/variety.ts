import type { SpeakableContext, SpeakableRule } from '../../figures/speakable-rule.js';

/**
 * The Englishes that say "two hundred fourteen" and "May third" and write the month first in figures. All others say
 * "two hundred and fourteen" and "May the third". English without a country is American, unless its spelling says
 * otherwise ({@link englishVariety}).
 */
export function isAmerican({ language }: Pick<SpeakableContext, 'language'>): boolean {
  return AMERICAN.test(language);
}

const AMERICAN = /^en(?:-latn)?(?:-us\b.*)?$/u;

/** A rule whose numbers are said as the variety says them. */
export function inBothEnglishes(rule: SpeakableRule): SpeakableRule {
  return {
    ...rule,
    read(context, start) {
      const reading = rule.read(context, start);
      if (reading === undefined || isAmerican(context)) return reading;
      return { ...reading, spoken: withAnd(reading.spoken, rule.name) };
    },
  };
}

const ONES = 'one|two|three|four|five|six|seven|eight|nine';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const TEENS = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const ORDINALS = `first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|(?:${TENS})-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)`;
const CARDINALS = `(?:${TENS})(?:-(?:${ONES}))?|${TEENS}|${ONES}`;
const COUNTED = andBefore(CARDINALS);
const RANKED = andBefore(`${CARDINALS}|${ORDINALS}`);

/** Before what is left of a number below a hundred: "two hundred ^fourteen", "one thousand ^six". */
function andBefore(numbers: string): RegExp {
  const rest = String.raw`(?:${numbers})(?![\w-])`;
  return new RegExp(
    String.raw`\b(hundred (?=${rest})|(?:thousand|million|billion) (?=${rest}(?! (?:hundred|thousand|million)\b)))`,
    'gu',
  );
}

/** "one hundred second" is a length among measures, and nothing there is ranked. */
function withAnd(words: string, rule: string): string {
  return words.replace(rule === 'measure' ? COUNTED : RANKED, '$1and ');
}

/**
 * The variety a text is spelled in: `en-GB` for "colour", "organise", "metres" where they outweigh "color" and
 * "meters"; nothing where there is no sign, or as many on both sides.
 */
export function englishVariety(text: string): string | undefined {
  const count = (words: string, pattern: RegExp): number => (words.match(pattern) ?? []).length;
  const folded = text.toLowerCase();
  const spelled = count(folded, BRITISH_SPELLING) - count(folded, AMERICAN_SPELLING);
  const habit = count(text, BRITISH_HABIT) - count(text, AMERICAN_HABIT);
  // One word that only one side spells so tells more than its habits, which also travel with what is told.
  const sum = SPELLING_WEIGHT * spelled + habit;
  return sum >= SPELLING_WEIGHT && (spelled > 0 || habit >= SPELLING_WEIGHT) ? 'en-GB' : undefined;
}

const SPELLING_WEIGHT = 3;

const OUR = 'behavi|clam|col|endeav|fav|flav|glam|harb|hon|hum|lab|neighb|od|parl|rig|rum|sav|splend|tum|val|vap|vig';
const ISE =
  'apolog|author|capital|categor|central|character|civil|critic|digital|emphas|equal|final|general|global|hospital|ideal|legal|local|maxim|memor|minim|mobil|modern|national|neutral|normal|optim|organ|penal|polar|popular|priorit|privat|public|real|recogn|revital|scrutin|social|special|stabil|standard|subsid|summar|symbol|util|visual';
const DOUBLED = 'cancel|channel|counsel|dial|fuel|label|level|marshal|model|quarrel|signal|total|travel|tunnel';

/** Spellings of one side alone, in lower case; -ize is at home on both. */
const BRITISH_SPELLING = new RegExp(
  String.raw`\b(?:(?:${OUR})our(?:s|ed|ing|able|ably|ful|ite|ites|er|ers|hood|hoods|y|ism|less|al)?|(?:${ISE})is(?:e|es|ed|er|ers|ing|ation|ations)|(?:${DOUBLED})l(?:ed|ing|er|ers|or|ors)|(?:analy|cataly|paraly)s(?:e|ed|es|ing)|(?:centi|kilo|milli)?metres?|(?:milli|hecto)?litres?|centr(?:es?|ed)|theatres?|fibres?|calibre|sombre|spectres?|lustre|defence|offences?|pretence|licences|programmes?|cheques?|tyres?|kerbs?|plough(?:s|ed|ing)?|grey|sceptic(?:s|al|ism)?|aluminium|councillors?|jewellery|storeys?|pyjamas|manoeuvres?|moustache|ageing|whilst|amongst|mum|mums|draught|cosy|enrol|fulfil|skilful|wilful|instalments?|tonnes)\b`,
  'gu',
);
const AMERICAN_SPELLING = new RegExp(
  String.raw`\b(?:(?:${OUR})or(?:s|ed|ing|able|ably|ful|ite|ites|er|ers|hood|hoods|y|ism|less)?|(?:${DOUBLED})(?:ed|ing|er|ers|or|ors)|(?:analy|cataly|paraly)z(?:e|ed|es|ing)|(?:centi|kilo|milli)?meters?|(?:milli|hecto)?liters?|center(?:s|ed)?|theaters?|fibers?|caliber|somber|specters?|luster|defense|offenses?|pretense|gray|skeptic(?:s|al|ism)?|aluminum|jewelry|maneuvers?|mustache|gotten|mom|moms|cozy|enroll|fulfill|skillful|willful|installments?|plow(?:s|ed|ing)?)\b`,
  'gu',
);

/** What is written so on one side above all: money, the order of a date, "per cent", titles without a stop. */
const BRITISH_HABIT =
  /£\d|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\bper cent\b|\b(?:Mr|Mrs|Ms|Dr) (?=\p{Lu})|\b\d{1,2}[.]\d\d ?[ap]m\b/gu;
const AMERICAN_HABIT =
  /\$\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b(?!\d)|\bpercent\b|\b(?:Mr|Mrs|Ms|Dr)\. (?=\p{Lu})|\b\d{1,2}(?::\d\d)? [ap]\.m\./gu;
