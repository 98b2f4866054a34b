import type { Phrases } from '../language.js';
import { codeExample, counted } from '../notation.js';

export const DUTCH_PHRASES: Phrases = {
  by: 'Door',
  from: 'Uit',
  published: 'Gepubliceerd op',
  inThisEdition: 'In deze uitgave',
  thatWas: 'Dat was',
  correction: 'Correctie',
  disclosure: {
    start: 'Deze tekst wordt voorgelezen door een computerstem.',
    end: 'Deze tekst is voorgelezen door een computerstem.',
    short: 'Voorgelezen door een computerstem.',
  },
  image: 'Afbeelding',
  table: 'Tabel',
  note: 'Noot',
  formula: 'Hier staat een formule.',
  rows: counted('nl', { one: 'rij', other: 'rijen' }),
  codeExample: codeExample({ name: 'Codevoorbeeld', lines: counted('nl', { one: 'regel', other: 'regels' }), in: ' ' }),
};
