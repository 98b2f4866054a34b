/** Pressing "previous" this soon after a chapter began goes to the one before it. */
const RESTART_SECONDS = 3;

/** Marks the chapter that is heard in the page's list, and steps from one to the next. */
export function followChapters(options: {
  readonly chapters: readonly { readonly startMs: number; readonly title: string }[];
  readonly now: () => number;
  readonly seek: (seconds: number) => void;
}): { show(timeMs: number): string | undefined; step(by: 1 | -1): void } {
  const { chapters, now, seek } = options;
  const items = [...document.querySelectorAll<HTMLElement>('[data-chapter]')];
  let shown = -1;

  function indexAt(timeMs: number): number {
    return chapters.findLastIndex(({ startMs }) => startMs <= timeMs);
  }

  return {
    show(timeMs) {
      const index = indexAt(timeMs);
      if (index !== shown) {
        items[shown]?.removeAttribute('aria-current');
        items[index]?.setAttribute('aria-current', 'true');
        shown = index;
      }
      return chapters[index]?.title;
    },
    step(by) {
      const seconds = now();
      const index = indexAt(seconds * 1000);
      const start = (chapters[index]?.startMs ?? 0) / 1000;
      const isRestart = by < 0 && seconds - start > RESTART_SECONDS;
      const target = chapters[isRestart ? index : index + by];
      if (target) seek(target.startMs / 1000);
      else if (by < 0) seek(0);
    },
  };
}
