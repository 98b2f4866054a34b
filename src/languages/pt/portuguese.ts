import type { Language } from '../language.js';
import { PORTUGUESE_CALENDAR } from './calendar.js';
import { PORTUGUESE_CLUTTER } from './clutter.js';
import { PORTUGUESE_LABELS } from './labels.js';
import { PORTUGUESE_PHRASES } from './phrases.js';
import { PORTUGUESE_SENTENCES } from './sentences.js';

export const PORTUGUESE: Language = {
  code: 'pt',
  name: 'Portuguese',
  figures: async () => (await import('./figures/figures.js')).PORTUGUESE_FIGURES,
  sentences: PORTUGUESE_SENTENCES,
  phrases: PORTUGUESE_PHRASES,
  labels: PORTUGUESE_LABELS,
  calendar: PORTUGUESE_CALENDAR,
  clutter: PORTUGUESE_CLUTTER,
};
