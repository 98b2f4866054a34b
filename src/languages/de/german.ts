import type { Language } from '../language.js';
import { GERMAN_CALENDAR } from './calendar.js';
import { GERMAN_CLUTTER } from './clutter.js';
import { GERMAN_LABELS } from './labels.js';
import { GERMAN_PHRASES } from './phrases.js';
import { GERMAN_SENTENCES } from './sentences.js';

export const GERMAN: Language = {
  code: 'de',
  name: 'German',
  figures: async () => (await import('./figures/figures.js')).GERMAN_FIGURES,
  sentences: GERMAN_SENTENCES,
  phrases: GERMAN_PHRASES,
  labels: GERMAN_LABELS,
  calendar: GERMAN_CALENDAR,
  clutter: GERMAN_CLUTTER,
};
