import type { MarkupElement } from '../element.js';

/** Whether an element is a box the author set beside the text: a tip, a warning, a note. */
export function isCallout({ tag, names, attributes, textLength }: MarkupElement): boolean {
  if (textLength > MAX_CALLOUT_CHARACTERS || !CALLOUT_TAGS.has(tag)) return false;
  return attributes['role'] === 'note' || CALLOUT_NAMES.test(names);
}

const MAX_CALLOUT_CHARACTERS = 1_500;
const CALLOUT_TAGS: ReadonlySet<string> = new Set(['div', 'section', 'aside']);
const CALLOUT_NAMES = /(?:^|[\s_-])(?:callout|admonition|markdown-alert|infobox|info-box|tip-box|note-box)(?:$|[\s_-])/;
