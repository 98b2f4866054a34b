import { calendar } from '../notation.js';

export const ITALIAN_CALENDAR = calendar({
  months: [
    'gennaio | gen',
    'febbraio | feb',
    'marzo | mar',
    'aprile | apr',
    'maggio | mag',
    'giugno | giu',
    'luglio | lug',
    'agosto | ago',
    'settembre | set sett',
    'ottobre | ott',
    'novembre | nov',
    'dicembre | dic',
  ],
  weekdays: ['lunedì', 'martedì', 'mercoledì', 'giovedì | gio', 'venerdì', 'sabato', 'domenica'],
  fillers: 'di alle ore',
  dateline: 'pubblicato aggiornato il alle',
});
