import { formatClock } from '../../model/time.js';
import { numberFormatter } from './formatter.js';

export const clock = numberFormatter('{{clock episode.durationMs}} → 25:48', (durationMs) => formatClock(durationMs));
