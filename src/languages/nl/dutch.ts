import type { Language } from '../language.js';
import { DUTCH_CALENDAR } from './calendar.js';
import { DUTCH_CLUTTER } from './clutter.js';
import { DUTCH_LABELS } from './labels.js';
import { DUTCH_PHRASES } from './phrases.js';
import { DUTCH_SENTENCES } from './sentences.js';

export const DUTCH: Language = {
  code: 'nl',
  name: 'Dutch',
  figures: async () => (await import('./figures/figures.js')).DUTCH_FIGURES,
  sentences: DUTCH_SENTENCES,
  phrases: DUTCH_PHRASES,
  labels: DUTCH_LABELS,
  calendar: DUTCH_CALENDAR,
  clutter: DUTCH_CLUTTER,
};
