import type { Phrases } from '../language.js';
import { codeExample, counted } from '../notation.js';

export const FRENCH_PHRASES: Phrases = {
  by: 'Par',
  from: 'Source :',
  published: 'Publié le',
  inThisEdition: 'Dans cette édition',
  thatWas: 'C’était',
  correction: 'Correction',
  disclosure: {
    start: 'Ce texte est lu par une voix de synthèse.',
    end: 'Ce texte a été lu par une voix de synthèse.',
    short: 'Lu par une voix de synthèse.',
  },
  image: 'Image',
  table: 'Tableau',
  note: 'Note',
  formula: 'Ici figure une formule.',
  rows: counted('fr', { one: 'ligne', other: 'lignes' }),
  codeExample: codeExample({
    name: 'Exemple de code',
    lines: counted('fr', { one: 'ligne', other: 'lignes' }),
    in: ' en ',
  }),
};
