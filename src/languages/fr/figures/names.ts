import { asWritten } from '../../figures/nouns.js';
import type { LanguageWords } from '../../figures/language-words.js';

/** What stands below a slash. */
export const FRENCH_PER_UNITS: NonNullable<LanguageWords['perUnits']> = {
  ...asWritten(
    'an année trimestre mois semaine jour nuit heure minute seconde personne habitant enfant élève adulte pièce part ' +
      'litre kilo kilogramme tonne mètre kilomètre hectare baril bouteille foyer match',
  ),
  h: 'heure',
  s: 'seconde',
  j: 'jour',
  hab: 'habitant',
  'hab.': 'habitant',
  pers: 'personne',
  'pers.': 'personne',
};

/** Weekdays cut short. */
export const FRENCH_WEEKDAYS: NonNullable<LanguageWords['weekdays']> = {
  short: {
    lun: 'lundi',
    mar: 'mardi',
    mer: 'mercredi',
    jeu: 'jeudi',
    ven: 'vendredi',
    sam: 'samedi',
    dim: 'dimanche',
  },
  from: 'du',
  to: 'au',
  opener: /(?<!\p{L})du\s$/iu,
};
