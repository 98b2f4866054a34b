import { formatTimecode } from '../../model/time.js';
import { numberFormatter } from './formatter.js';

export const timecode = numberFormatter('{{timecode chapter.startMs}} → 00:01:02.345', (timeMs) =>
  formatTimecode(timeMs),
);
