import type { Gender } from '../../figures/language-words.js';
import { GERMAN_SENTENCES } from '../sentences.js';

/** The noun after a number: the first word with a capital, adjectives and further numbers before it passed over; not one that opens a sentence. */
export function germanNounAfter(after: string): string | undefined {
  const noun = NOUN_AHEAD.exec(after)?.[1];
  return noun === undefined || GERMAN_SENTENCES.starters.has(noun.toLowerCase()) ? undefined : noun;
}

const NOUN_AHEAD =
  /^\.?(?:(?:,|\s(?:und|oder|bis|sowie))\s(?:de[nmr]\s)?\d{1,3}\.){0,4}(?:\s\p{Ll}{3,}(?:[er][nrms]?|s)){0,2}\s(\p{Lu}[\p{L}-]+)/u;

/** The gender of a noun by its ending or, where that does not tell, by its last part; nothing when neither does. */
export function germanGender(noun: string): Gender | undefined {
  if (NEUTER.test(noun)) return 'neuter';
  if (MASCULINE.test(noun)) return 'masculine';
  return FEMININE.test(noun) ? 'feminine' : undefined;
}

const FEMININE =
  /(?:ung|heit|keit|schaft|ion|tät|ie|ik|in|ur|anz|enz|ei|[^e]e|liga|million|etage|armee|saison|nacht|hand|stadt|frist|fahrt|schicht|macht|zahl|wahl|zeit|welt|frau|tochter|schwester|mutter|mannschaft|kammer|nummer|person|partei|regel|instanz|stunde|weihnacht|division|bundesliga)$/iu;
const MASCULINE =
  /(?:platz|tag|stock|krieg|sieg|versuch|akt|teil|band|grad|advent|gipfel|titel|treffer|satz|gang|lauf|rang|film|roman|bezirk|senat|schritt|punkt|mann|fall|kongress|abschnitt|artikel|monat|stich|rekord|test|schlag|liter|meter|löffel|becher|weg|prozess|finger|zug|vertrag|sonntag|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|stein|turm|arm|fuß|kopf|sohn|bruder|vater|name|käse|junge|kunde|zeuge|kollege|gefangene|abgeordnete|beamte|deutsche|franzose|grieche|russe|pole|däne|schwede|brite|türke|ismus|ling|or|sender|spieler|fahrer|läufer|gegner|minister|präsident|kanzler|könig|kaiser|papst|FC|SC|FSV|SV|VfL)$/iu;
const NEUTER =
  /(?:jahr|jahrhundert|jahrzehnt|jahrtausend|Jh\.?|Jhd\.?|mal|kapitel|spiel|tor|kind|buch|album|semester|quartal|viertel|drittel|gebot|geschoss|werk|haus|rennen|duell|finale|treffen|bataillon|regiment|reich|festival|mitglied|land|wort|tier|auto|team|urteil|verfahren|opfer|ende|auge|gebäude|interesse|chen|lein|ment|[^a]um|konzil|zeichen|bild|lied|stück|konzert|turnier|fest|derby|pfund|prozent|kilo|gramm|getränk|gesetz|gericht|tor|leben|mädchen|parlament|gespräch|halbjahr|bein)$/iu;
