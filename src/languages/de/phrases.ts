import type { Phrases } from '../language.js';
import { codeExample, counted } from '../notation.js';

export const GERMAN_PHRASES: Phrases = {
  by: 'Von',
  from: 'Aus',
  published: 'Veröffentlicht am',
  inThisEdition: 'In dieser Ausgabe',
  thatWas: 'Das war',
  correction: 'Korrektur',
  disclosure: {
    start: 'Dieser Text wird von einer künstlichen Stimme gelesen.',
    end: 'Dieser Text wurde von einer künstlichen Stimme gelesen.',
    short: 'Gelesen von einer künstlichen Stimme.',
  },
  image: 'Bild',
  table: 'Tabelle',
  note: 'Anmerkung',
  formula: 'Hier steht eine Formel.',
  rows: counted('de', { one: 'Zeile', other: 'Zeilen' }),
  codeExample: codeExample({ name: 'Codebeispiel', lines: counted('de', { one: 'Zeile', other: 'Zeilen' }), in: ' ' }),
};
