import { calendar } from '../notation.js';

export const GERMAN_CALENDAR = calendar({
  months: [
    'Januar Jänner | jan jän',
    'Februar | feb',
    'März | mär mrz',
    'April | apr',
    'Mai',
    'Juni | jun',
    'Juli | jul',
    'August | aug',
    'September | sep sept',
    'Oktober | okt',
    'November | nov',
    'Dezember | dez',
  ],
  weekdays: [
    'Montag | mo',
    'Dienstag | di',
    'Mittwoch | mi',
    'Donnerstag | do',
    'Freitag | fr',
    'Samstag Sonnabend | sa',
    'Sonntag | so',
  ],
  fillers: 'den der dem vom am um uhr',
  dateline: 'uhr veröffentlicht aktualisiert am um',
});
