/** Pressing "previous" this soon after a chapter began goes to the one before it. */
const RESTART_SECONDS = 3;

type Starts = readonly { readonly startMs: number; readonly title: string }[];

/** The second the chapter before or after begins at; `undefined` where there is none after. */
export function chapterFrom(chapters: Starts, seconds: number, by: 1 | -1): number | undefined {
  const index = chapterAt(chapters, seconds * 1000);
  const start = (chapters[index]?.startMs ?? 0) / 1000;
  const isRestart = by < 0 && seconds - start > RESTART_SECONDS;
  const target = chapters[isRestart ? index : index + by];
  return target ? target.startMs / 1000 : by < 0 ? 0 : undefined;
}

export function chapterAt(chapters: Starts, timeMs: number): number {
  return chapters.findLastIndex(({ startMs }) => startMs <= timeMs);
}

/** Marks the chapter that is heard in the page's list, and steps from one to the next. */
export function followChapters(options: {
  readonly chapters: Starts;
  readonly now: () => number;
  readonly seek: (seconds: number) => void;
}): { show(timeMs: number): string | undefined; step(by: 1 | -1): void } {
  const { chapters, now, seek } = options;
  const items = [...document.querySelectorAll<HTMLElement>('[data-chapter]')];
  let shown = -1;

  return {
    show(timeMs) {
      const index = chapterAt(chapters, timeMs);
      if (index !== shown) {
        items[shown]?.removeAttribute('aria-current');
        items[index]?.setAttribute('aria-current', 'true');
        shown = index;
      }
      return chapters[index]?.title;
    },
    step(by) {
      const target = chapterFrom(chapters, now(), by);
      if (target !== undefined) seek(target);
    },
  };
}
