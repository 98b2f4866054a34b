import type { Phrases } from '../language.js';
import { codeExample, counted } from '../notation.js';

export const ENGLISH_PHRASES: Phrases = {
  by: 'By',
  from: 'From',
  published: 'Published on',
  inThisEdition: 'In this edition',
  thatWas: 'That was',
  correction: 'Correction',
  disclosure: {
    start: 'This text is read by a synthetic voice.',
    end: 'This text was read by a synthetic voice.',
    short: 'Read by a synthetic voice.',
  },
  image: 'Image',
  table: 'Table',
  note: 'Note',
  formula: 'A formula stands here.',
  rows: counted('en', { one: 'row', other: 'rows' }),
  codeExample: codeExample({ name: 'Code example', lines: counted('en', { one: 'line', other: 'lines' }), in: ' of ' }),
};
