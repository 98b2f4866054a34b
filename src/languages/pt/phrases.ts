import type { Phrases } from '../language.js';
import { codeExample, counted } from '../notation.js';

export const PORTUGUESE_PHRASES: Phrases = {
  by: 'Por',
  from: 'Fonte:',
  published: 'Publicado em',
  inThisEdition: 'Nesta edição',
  thatWas: 'Isto foi',
  correction: 'Correção',
  disclosure: {
    start: 'Este texto é lido por uma voz sintética.',
    end: 'Este texto foi lido por uma voz sintética.',
    short: 'Lido por uma voz sintética.',
  },
  image: 'Imagem',
  table: 'Tabela',
  note: 'Nota',
  formula: 'Aqui há uma fórmula.',
  rows: counted('pt', { one: 'linha', other: 'linhas' }),
  codeExample: codeExample({
    name: 'Exemplo de código',
    lines: counted('pt', { one: 'linha', other: 'linhas' }),
    in: ' em ',
  }),
};
