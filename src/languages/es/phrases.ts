import type { Phrases } from '../language.js';
import { codeExample, counted } from '../notation.js';

export const SPANISH_PHRASES: Phrases = {
  by: 'Por',
  from: 'Fuente:',
  published: 'Publicado el',
  inThisEdition: 'En esta edición',
  thatWas: 'Esto fue',
  correction: 'Corrección',
  disclosure: {
    start: 'Este texto lo lee una voz sintética.',
    end: 'Este texto ha sido leído por una voz sintética.',
    short: 'Leído por una voz sintética.',
  },
  image: 'Imagen',
  table: 'Tabla',
  note: 'Nota',
  formula: 'Aquí figura una fórmula.',
  rows: counted('es', { one: 'fila', other: 'filas' }),
  codeExample: codeExample({
    name: 'Ejemplo de código',
    lines: counted('es', { one: 'línea', other: 'líneas' }),
    in: ' de ',
  }),
};
