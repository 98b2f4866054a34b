import type { Phrases } from '../language.js';
import { codeExample, counted } from '../notation.js';

export const RUSSIAN_PHRASES: Phrases = {
  by: 'Автор:',
  from: 'Источник:',
  published: 'Опубликовано',
  inThisEdition: 'В этом выпуске',
  thatWas: 'Вы прослушали:',
  correction: 'Исправление',
  quotes: ['«', '»'],
  disclosure: {
    start: 'Этот текст читает синтезированный голос.',
    end: 'Текст прочитан синтезированным голосом.',
    short: 'Читает синтезированный голос.',
  },
  image: 'Изображение',
  table: 'Таблица',
  note: 'Примечание',
  formula: 'Здесь приведена формула.',
  rows: counted('ru', { one: 'строка', few: 'строки', many: 'строк', other: 'строки' }),
  codeExample: codeExample({
    name: 'Пример кода',
    lines: counted('ru', { one: 'строка', few: 'строки', many: 'строк', other: 'строки' }),
    in: ', язык ',
  }),
};
