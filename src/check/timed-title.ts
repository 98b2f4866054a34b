/** A chapter as any of the published forms tells it. */
export type TimedTitle = { readonly startMs: number; readonly title: string };

/** Titles are compared by their letters and digits: forms differ in quotes, spaces and symbols they can show. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}
