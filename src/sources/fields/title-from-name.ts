/** A title made of a file's name: `2025-07-15-harbour_reopens.md` gives `Harbour reopens`. */
export function titleFromName(location: string): string {
  const name = location.split('/').at(-1) ?? location;
  const words = name
    .replace(/\.[^.]+$/u, '')
    .replace(/^\d{4}-?\d{2}-?\d{2}[-_ ]*/u, '')
    .replace(/[-_\s]+/gu, ' ')
    .trim();
  const title = words === '' ? name : words;
  return `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`;
}

/** What programs and hurried people call a file before it has a name. */
const NAMELESS =
  /^(?:untitled|no ?title|unnamed|no ?name|new|index|readme|main|home|default|document|doc|file|text|txt|note|notes|article|post|page|draft|drafts|entry|item|story|content|copy|of|final|version|temp|tmp|test|md|markdown|html?|unbenannt|ohne|titel|sans|titre|sin|título|titulo|senza|titolo|без|названия|img|image|scan)$/u;

/** Whether a title made of a file's name tells anything of what the file holds. */
export function isTelling(title: string): boolean {
  const letters = tellingWords(title).join('');
  return letters.length > 2 || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(letters);
}

/** Whether it is a name of several words, as an editor gives one. */
export function isPhrase(title: string): boolean {
  return tellingWords(title).length > 1;
}

function tellingWords(title: string): readonly string[] {
  const words = title.toLowerCase().match(/no title\b|[\p{L}\p{M}]{2,}/gu) ?? [];
  return words.filter((word) => !NAMELESS.test(word));
}
