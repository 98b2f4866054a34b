import type { Language } from '../language.js';
import { POLISH_CALENDAR } from './calendar.js';
import { POLISH_CLUTTER } from './clutter.js';
import { POLISH_LABELS } from './labels.js';
import { POLISH_PHRASES } from './phrases.js';
import { POLISH_SENTENCES } from './sentences.js';

export const POLISH: Language = {
  code: 'pl',
  name: 'Polish',
  figures: async () => (await import('./figures/figures.js')).POLISH_FIGURES,
  sentences: POLISH_SENTENCES,
  phrases: POLISH_PHRASES,
  labels: POLISH_LABELS,
  calendar: POLISH_CALENDAR,
  clutter: POLISH_CLUTTER,
};
