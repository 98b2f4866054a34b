import { numberFormatter } from './formatter.js';

export const seconds = numberFormatter('{{seconds link.startMs}} → 62.345, as in #t=62.345', (timeMs) =>
  String(Math.max(0, Math.round(timeMs)) / 1000),
);
