import { findOrderFaults, findTitleFaults } from '../../model/chapter-rules.js';
import { quoteValue } from '../../model/text.js';
import { parseTimecode } from '../../model/time.js';
import type { XmlElement } from '../../markup/xml-tree.js';
import { childrenNamed, type FeedReport } from './feed-report.js';

/** Podlove Simple Chapters: inside an item, each with a start and a title, ascending. */
export function checkPsc(item: XmlElement, label: string, report: FeedReport): void {
  for (const list of childrenNamed(item, 'psc:chapters')) {
    let previous: { readonly startMs: number; readonly title: string } | undefined;
    for (const [index, element] of childrenNamed(list, 'psc:chapter').entries()) {
      const { start = '', title = '' } = element.attributes;
      const startMs = parseTimecode(start, 'npt');
      if (startMs === undefined) {
        report.error('E_CHAPTER_TIME', `${label} psc:chapter ${index + 1} start ${quoteValue(start)} is not a time.`, {
          at: element,
          hint: 'write it as 00:12:34.000.',
        });
      }
      const chapter = startMs === undefined ? undefined : { startMs, title };
      const ordered = chapter ? [...(previous ? [previous] : []), chapter] : [];
      for (const { code, message, hint } of [...findOrderFaults(ordered), ...findTitleFaults(title, index + 1)])
        report.error(code, `${label} psc:${message}`, { at: element, hint });
      previous = chapter ?? previous;
    }
  }
}

/** Chapters beside the items instead of inside one: no player looks there. */
export function checkPscPlace(channel: XmlElement, report: FeedReport): void {
  for (const list of childrenNamed(channel, 'psc:chapters')) {
    report.error('E_PSC_PLACE', 'psc:chapters stands outside an item.', { at: list, hint: 'move it into its item.' });
  }
}
