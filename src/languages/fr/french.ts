import type { Language } from '../language.js';
import { FRENCH_CALENDAR } from './calendar.js';
import { FRENCH_CLUTTER } from './clutter.js';
import { FRENCH_LABELS } from './labels.js';
import { FRENCH_PHRASES } from './phrases.js';
import { FRENCH_SENTENCES } from './sentences.js';

export const FRENCH: Language = {
  code: 'fr',
  name: 'French',
  figures: async () => (await import('./figures/figures.js')).FRENCH_FIGURES,
  sentences: FRENCH_SENTENCES,
  phrases: FRENCH_PHRASES,
  labels: FRENCH_LABELS,
  calendar: FRENCH_CALENDAR,
  clutter: FRENCH_CLUTTER,
};
