import type { Phrases } from '../language.js';
import { codeExample, counted } from '../notation.js';

export const POLISH_PHRASES: Phrases = {
  by: 'Autor:',
  from: 'Źródło:',
  published: 'Opublikowano',
  inThisEdition: 'W tym wydaniu',
  thatWas: 'To było:',
  correction: 'Sprostowanie',
  quotes: ['„', '”'],
  disclosure: {
    start: 'Ten tekst czyta głos syntetyczny.',
    end: 'Ten tekst przeczytał głos syntetyczny.',
    short: 'Czyta głos syntetyczny.',
  },
  image: 'Ilustracja',
  table: 'Tabela',
  note: 'Przypis',
  formula: 'W tym miejscu znajduje się wzór.',
  rows: counted('pl', { one: 'wiersz', few: 'wiersze', many: 'wierszy', other: 'wiersza' }),
  codeExample: codeExample({
    name: 'Przykład kodu',
    lines: counted('pl', { one: 'wiersz', few: 'wiersze', many: 'wierszy', other: 'wiersza' }),
    in: ', język ',
  }),
};
