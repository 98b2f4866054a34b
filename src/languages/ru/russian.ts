import type { Language } from '../language.js';
import { RUSSIAN_CALENDAR } from './calendar.js';
import { RUSSIAN_CLUTTER } from './clutter.js';
import { RUSSIAN_LABELS } from './labels.js';
import { RUSSIAN_PHRASES } from './phrases.js';
import { RUSSIAN_SENTENCES } from './sentences.js';

export const RUSSIAN: Language = {
  code: 'ru',
  name: 'Russian',
  figures: async () => (await import('./figures/figures.js')).RUSSIAN_FIGURES,
  sentences: RUSSIAN_SENTENCES,
  phrases: RUSSIAN_PHRASES,
  labels: RUSSIAN_LABELS,
  calendar: RUSSIAN_CALENDAR,
  clutter: RUSSIAN_CLUTTER,
};
