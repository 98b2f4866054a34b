import { calendar } from '../notation.js';

export const FRENCH_CALENDAR = calendar({
  months: [
    'janvier | janv',
    'février | févr fév',
    'mars',
    'avril | avr',
    'mai',
    'juin',
    'juillet | juil',
    'août',
    'septembre | sept',
    'octobre | oct',
    'novembre | nov',
    'décembre | déc',
  ],
  weekdays: [
    'lundi | lun',
    'mardi',
    'mercredi | mer',
    'jeudi | jeu',
    'vendredi | ven',
    'samedi | sam',
    'dimanche | dim',
  ],
  fillers: 'le la à h',
  dateline: 'publié mis à jour le',
});
