import type { Language } from '../language.js';
import { SPANISH_CALENDAR } from './calendar.js';
import { SPANISH_CLUTTER } from './clutter.js';
import { SPANISH_LABELS } from './labels.js';
import { SPANISH_PHRASES } from './phrases.js';
import { SPANISH_SENTENCES } from './sentences.js';

export const SPANISH: Language = {
  code: 'es',
  name: 'Spanish',
  figures: async () => (await import('./figures/figures.js')).SPANISH_FIGURES,
  sentences: SPANISH_SENTENCES,
  phrases: SPANISH_PHRASES,
  labels: SPANISH_LABELS,
  calendar: SPANISH_CALENDAR,
  clutter: SPANISH_CLUTTER,
};
