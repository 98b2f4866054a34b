import { quoteValue } from '../../model/text.js';
import { parseTimecode } from '../../model/time.js';
import type { XmlElement } from '../read-xml.js';
import { childrenNamed, type FeedReport } from './feed-report.js';

/** Podlove Simple Chapters: inside an item, each with a start and a title, ascending. */
export function checkPsc(item: XmlElement, label: string, report: FeedReport): void {
  for (const list of childrenNamed(item, 'psc:chapters')) {
    let previousMs = -1;
    for (const [index, chapter] of childrenNamed(list, 'psc:chapter').entries()) {
      const { start = '', title = '' } = chapter.attributes;
      const name = `${label} psc:chapter ${index + 1}`;
      const startMs = parseTimecode(start, 'npt');
      if (startMs === undefined) {
        report.error('E_CHAPTER_TIME', `${name} start ${quoteValue(start)} is not a time.`, {
          at: chapter,
          hint: 'write it as 00:12:34.000.',
        });
      } else if (startMs <= previousMs) {
        report.error('E_CHAPTER_TIME', `${name} starts at ${quoteValue(start)}, not after the one before it.`, {
          at: chapter,
          hint: 'sort the chapters by start.',
        });
      }
      previousMs = startMs ?? previousMs;
      if (title.trim() === '')
        report.error('E_FIELD_EMPTY', `${name} title is empty.`, { at: chapter, hint: 'give every chapter a title.' });
    }
  }
}

/** Chapters beside the items instead of inside one: no player looks there. */
export function checkPscPlace(channel: XmlElement, report: FeedReport): void {
  for (const list of childrenNamed(channel, 'psc:chapters')) {
    report.error('E_PSC_PLACE', 'psc:chapters stands outside an item.', { at: list, hint: 'move it into its item.' });
  }
}
