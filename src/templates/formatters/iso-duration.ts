import { formatIsoDuration } from '../../model/time.js';
import { numberFormatter } from './formatter.js';

export const isoDuration = numberFormatter('{{isoDuration episode.durationMs}} → PT25M48S', (durationMs) =>
  formatIsoDuration(durationMs),
);
