import { calendar } from '../notation.js';

export const POLISH_CALENDAR = calendar({
  months: [
    'stycznia styczeń | sty',
    'lutego luty | lut',
    'marca marzec | mar',
    'kwietnia kwiecień | kwi',
    'maja maj',
    'czerwca czerwiec | cze',
    'lipca lipiec | lip',
    'sierpnia sierpień | sie',
    'września wrzesień | wrz',
    'października październik | paź',
    'listopada listopad | lis',
    'grudnia grudzień | gru',
  ],
  weekdays: [
    'poniedziałek | pon',
    'wtorek',
    'środa środę',
    'czwartek',
    'piątek',
    'sobota sobotę',
    'niedziela niedzielę',
  ],
  fillers: 'dnia godz r o',
  dateline: 'opublikowano zaktualizowano aktualizacja dnia godz',
});
