import type { Around, Gender } from '../../figures/language-words.js';
import { ordinal, type AdjectiveForm, type PolishCase } from './numerals.js';

/** The gender of the noun after "one" or "two", as far as its ending or a list of common nouns tells. */
export function countedGender(after: string, digits: string): Gender | undefined {
  const noun = /^\s(\p{Ll}{2,})(?!\p{L})/u.exec(after)?.[1];
  if (noun === undefined) return undefined;
  if (digits === '1') {
    if (/^(?:mężczyzna|kolega|poeta|artysta|dentysta|turysta|sędzia|kierowca|i|a|na|za|dla|od|do|ta|ja)$/u.test(noun))
      return undefined;
    if (/(?:a|ość|noc|rzecz|część|sól|miłość|wieś|krew)$/u.test(noun)) return 'feminine';
    return /(?:[^i]e|ie|o|ę|um)$/u.test(noun) && !/^(?:oraz|ale|nie|że|albo|po|to|ze|we|euro)$/u.test(noun)
      ? 'neuter'
      : undefined;
  }
  return /(?:^|[^1])2$/u.test(digits) && FEMININE_PLURAL.test(noun) ? 'feminine' : undefined;
}

/** Feminine nouns as they stand after "dwie"; plurals in -y and -i are also masculine, so the common ones are named. */
const FEMININE_PLURAL =
  /^(?:minuty|godziny|sekundy|osoby|kobiety|książki|strony|szkoły|firmy|sprawy|drogi|bramki|ofiary|córki|siostry|grupy|części|noce|ulice|partie|rodziny|dziewczyny|dziewczynki|gminy|spółki|ustawy|drużyny|połowy|próby|szanse|linie|fabryki|tony|wioski|wyspy|rzeki|bomby|rakiety|głowy|ręce|nogi|zmiany|metody|tabele|historie|\p{L}+(?:cje|sje|zje|ości|nice|arki))$/u;

/** The case that the plural noun after a number shows by its ending. */
export function countedCase(after: string): PolishCase | undefined {
  for (const word of /^(?:\s\p{Ll}+){1,3}/u.exec(after)?.[0].trim().split(' ') ?? []) {
    if (/(?:ymi|imi)$/u.test(word) || word === 'laty') return 'instrumental';
    if (/(?:[yi]ch|[yi]m)$/u.test(word)) continue;
    if (word.length < 4 || /^(?:nami|wami|tam|sami)$/u.test(word)) return undefined;
    if (/(?:ami|ćmi|źmi|dzmi|ńmi|śmi)$/u.test(word)) return 'instrumental';
    if (/ach$/u.test(word)) return 'locative';
    return /om$/u.test(word) && !/^(?:dom|atom|kilom|ogrom|poziom|przełom)$/u.test(word) ? 'dative' : undefined;
  }
  return undefined;
}

/** Men are counted in the genitive: "pięciu mężczyzn", "dwudziestu jeden uczniów"; by nouns that name only men. */
export function countsMen(after: string): boolean {
  return MEN.test(/^\s(\p{Ll}+)(?!\p{L})/u.exec(after)?.[1] ?? '');
}

const MEN =
  /^(?:mężczyzn|ludzi|uczniów|studentów|lekarzy|posłów|senatorów|żołnierzy|policjantów|strażaków|pracowników|mieszkańców|uczestników|zawodników|piłkarzy|kandydatów|chłopców|naukowców|pasażerów|widzów|klientów|ministrów|nauczycieli|obywateli|migrantów|uchodźców|członków|autorów|ekspertów|kibiców|graczy|dziennikarzy|kierowców|górników|rolników|wyborców|rannych|zabitych|chorych|zakładników|turystów|artystów|synów|braci|gości)$/u;

/** "w 1998 roku", "od 1939 r.": the case of a year by what stands around it; nothing where no year is meant. */
export function yearForm({ before, after }: Around): AdjectiveForm | undefined {
  const next = /^\s(rokiem|roku|rok|r\.)(?!\p{L})/u.exec(after)?.[1];
  if (next === undefined) return undefined;
  if (next === 'rok') return 'y';
  if (next === 'rokiem') return 'ym';
  return /(?<!\p{L})(?:we?|po|o)\s$/iu.test(before) ? 'ym' : 'ego';
}

/** Nouns that an ordinal with a full stop stands before, and its ending there. */
const ORDERED: Readonly<Record<string, AdjectiveForm>> = {
  miejsce: 'e',
  miejsca: 'ego',
  miejscu: 'ym',
  piętro: 'e',
  piętrze: 'ym',
  urodziny: 'e',
  raz: 'y',
  dzień: 'y',
  dnia: 'ego',
  sezon: 'y',
  sezonie: 'ym',
  etap: 'y',
  etapu: 'ego',
  kwartał: 'y',
  kwartału: 'ego',
  kwartale: 'ym',
  rocznica: 'a',
  rocznicę: 'ą',
  rocznicy: 'ej',
  minuta: 'a',
  minucie: 'ej',
  minuty: 'ej',
  kolejka: 'a',
  kolejce: 'ej',
  kolejki: 'ej',
  edycja: 'a',
  edycję: 'ą',
  edycji: 'ej',
  runda: 'a',
  rundzie: 'ej',
  rundy: 'ej',
};

/** `2. miejsce`, `lata 90.`: an ordinal with a full stop, where a noun tells its form. */
export function stoppedOrdinal(digits: string, { before, after }: Around): string | undefined {
  if (/(?<!\p{L})lata\s$/iu.test(before) && /^\s\S/u.test(after)) return ordinal(digits, 'e');
  if (/(?<!\p{L})lat(?:ach)?\s$/iu.test(before) && /^\s\S/u.test(after)) return ordinal(digits, 'ych');
  const form = ORDERED[/^\s(\p{Ll}+)(?!\p{L})/u.exec(after)?.[1] ?? ''];
  return form === undefined ? undefined : ordinal(digits, form);
}

/** `XIX wieku`, `II wojna światowa`, `Jana Pawła II`: a Roman numeral, where the words around it tell its form. */
export function romanOrdinal(value: number, { before, after }: Around): string | undefined {
  const digits = String(value);
  const next = /^\s(\p{L}+\.?)/u.exec(after)?.[1] ?? '';
  if (next === 'wiek') return ordinal(digits, 'y');
  if (next === 'wieku' || next === 'w.') return ordinal(digits, /(?<!\p{L})w\s$/iu.test(before) ? 'ym' : 'ego');
  const form = { wojna: 'a', wojny: 'ej', wojnie: 'ej', wojnę: 'ą', wojną: 'ą', rozbiór: 'y', rozbioru: 'ego' }[next];
  if (form !== undefined) return ordinal(digits, form as AdjectiveForm);
  if (/(?<!\p{L})(?:rozdział|tom|akt|etap|punkt)\s$/iu.test(before)) return ordinal(digits, 'y');
  if (/(?<!\p{L})(?:część|księga|klasa|grupa|liga)\s$/iu.test(before)) return ordinal(digits, 'a');
  const name = RULERS.exec(before)?.[1];
  if (name === undefined) return undefined;
  if (/^(?:Elżbieta|Katarzyna)$/u.test(name)) return ordinal(digits, 'a');
  if (/^(?:Elżbiety|Katarzyny)$/u.test(name)) return ordinal(digits, 'ej');
  return ordinal(digits, /(?:a|ego)$/u.test(name) ? 'ego' : 'y');
}

const RULERS =
  /(?<!\p{L})(Pawe?ła?|Zygmunta?|Władysława?|Stanisława?|Kazimierza?|Bolesława?|Jana?|Augusta?|Henryka?|Karola?|Ludwika?|Fryderyka?|Wilhelma?|Mikołaja?|Aleksandra?|Napoleona?|Benedykta?|Piusa?|Leona?|Grzegorza?|Filipa?|Iwana?|Elżbiet[ay]|Katarzyn[ay])\s$/u;
