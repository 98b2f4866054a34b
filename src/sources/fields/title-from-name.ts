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
