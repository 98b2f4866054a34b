/** Tells when nothing has moved for too long while the other side is waited for. */
export type StallWatch = {
  /** Starts counting: from now on the other side has to move. */
  wait(): void;
  /** Stops counting: it moved, or it is our turn. */
  rest(): void;
  /** Stops for good: a later `wait` counts nothing, so that nothing keeps the process alive. */
  end(): void;
};

/** Calls back once when `wait` is not followed by `rest` within the limit. */
export function watchForStall(limitMs: number, onStall: () => void): StallWatch {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  return {
    wait() {
      clearTimeout(timer);
      if (!isOver) timer = setTimeout(onStall, limitMs);
    },
    rest() {
      clearTimeout(timer);
      timer = undefined;
    },
    end() {
      clearTimeout(timer);
      isOver = true;
    },
  };
}
