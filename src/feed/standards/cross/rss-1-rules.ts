import { xmlAttribute, type XmlElement } from '../../../markup/xml-tree.js';
import { childNamed, childrenNamed, type FeedReport } from '../feed-report.js';

/** RSS 1.0 §5.3.5: the list of the channel names each item, and each once. */
export function checkRss1(root: XmlElement, report: FeedReport): void {
  const channel = childNamed(root, 'rss1:channel');
  const items = childrenNamed(root, 'rss1:item');
  const names = new Set<string>();
  for (const item of items) {
    const about = xmlAttribute(item, 'about');
    if (about === undefined) continue;
    if (names.has(about)) {
      const fix = 'give each item an address of its own.';
      report.add({
        code: 'E_GUID_DUPLICATE',
        says: 'has the address of another',
        value: about,
        fix,
        at: item,
        clause: 'RSS 1.0, 5.5',
      });
    }
    names.add(about);
  }
  for (const name of ['rss1:image', 'rss1:textinput']) {
    const named = channel && childNamed(channel, name);
    const resource = named && xmlAttribute(named, 'resource');
    if (resource === undefined || childrenNamed(root, name).some((part) => xmlAttribute(part, 'about') === resource))
      continue;
    const fix = 'name the part by its rdf:about.';
    report.add({
      code: 'E_VALUE',
      says: 'is no part of this document',
      value: resource,
      fix,
      at: named ?? root,
      clause: 'RSS 1.0, 5.3.4',
    });
  }
  const list = channel && childNamed(channel, 'rss1:items');
  const sequence = list && childNamed(list, 'rdf:Seq');
  const listed = new Set<string>();
  for (const entry of sequence ? childrenNamed(sequence, 'rdf:li') : []) {
    const resource = xmlAttribute(entry, 'resource');
    if (resource === undefined) continue;
    if (listed.has(resource)) {
      const says = 'is listed twice';
      report.add({
        code: 'E_FEED_REPEATED',
        says,
        value: resource,
        fix: 'keep one.',
        at: entry,
        clause: 'RSS 1.0, 5.3.5',
      });
    }
    listed.add(resource);
    if (names.has(resource)) continue;
    const fix = 'name each item by its rdf:about.';
    report.add({
      code: 'E_VALUE',
      says: 'is no item of this document',
      value: resource,
      fix,
      at: entry,
      clause: 'RSS 1.0, 5.3.5',
    });
  }
  if (!sequence) return;
  for (const item of items) {
    const about = xmlAttribute(item, 'about');
    if (about === undefined || listed.has(about)) continue;
    const says = 'is not in the list of the channel';
    report.add({ code: 'E_VALUE', says, value: about, fix: 'add it to rdf:Seq.', at: item, clause: 'RSS 1.0, 5.3.5' });
  }
}
