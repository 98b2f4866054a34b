import type { Language } from '../language.js';
import { ENGLISH_CALENDAR } from './calendar.js';
import { ENGLISH_CLUTTER } from './clutter.js';
import { ENGLISH_LABELS } from './labels.js';
import { ENGLISH_PHRASES } from './phrases.js';
import { ENGLISH_SENTENCES } from './sentences.js';

export const ENGLISH: Language = {
  code: 'en',
  name: 'English',
  figures: async () => (await import('./figures/figures.js')).ENGLISH_FIGURES,
  sentences: ENGLISH_SENTENCES,
  phrases: ENGLISH_PHRASES,
  labels: ENGLISH_LABELS,
  calendar: ENGLISH_CALENDAR,
  clutter: ENGLISH_CLUTTER,
};
