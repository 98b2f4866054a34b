import type { Phrases } from '../language.js';
import { codeExample, counted } from '../notation.js';

export const ITALIAN_PHRASES: Phrases = {
  by: 'Di',
  from: 'Fonte:',
  published: 'Pubblicato il',
  inThisEdition: 'In questa edizione',
  thatWas: 'Era',
  correction: 'Correzione',
  disclosure: {
    start: 'Questo testo è letto da una voce sintetica.',
    end: 'Questo testo è stato letto da una voce sintetica.',
    short: 'Letto da una voce sintetica.',
  },
  image: 'Immagine',
  table: 'Tabella',
  note: 'Nota',
  formula: 'Qui c’è una formula.',
  rows: counted('it', { one: 'riga', other: 'righe' }),
  codeExample: codeExample({
    name: 'Esempio di codice',
    lines: counted('it', { one: 'riga', other: 'righe' }),
    in: ' in ',
  }),
};
