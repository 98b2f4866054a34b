import type { Language } from '../language.js';
import { ITALIAN_CALENDAR } from './calendar.js';
import { ITALIAN_CLUTTER } from './clutter.js';
import { ITALIAN_LABELS } from './labels.js';
import { ITALIAN_PHRASES } from './phrases.js';
import { ITALIAN_SENTENCES } from './sentences.js';

export const ITALIAN: Language = {
  code: 'it',
  name: 'Italian',
  figures: async () => (await import('./figures/figures.js')).ITALIAN_FIGURES,
  sentences: ITALIAN_SENTENCES,
  phrases: ITALIAN_PHRASES,
  labels: ITALIAN_LABELS,
  calendar: ITALIAN_CALENDAR,
  clutter: ITALIAN_CLUTTER,
};
