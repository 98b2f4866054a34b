import { LectorError } from '../errors.js';
import { TEMPLATE_LIMITS } from './limits.js';

/** Counts what one rendering may use. */
export type Budget = {
  /** Begins a rendering: the clock, the nesting and the output count from here. */
  start(file: string, work: () => string): string;
  /** One template or partial inside another. */
  nest(file: string, work: () => string): string;
  /** One turn of a loop that printed so much. */
  spend(characters: number): void;
};

/** @throws {@link LectorError} `E_TEMPLATE_LIMIT` or `E_TEMPLATE_DEPTH`, from whichever call goes over. */
export function createBudget(): Budget {
  let depth = 0;
  let deadline = 0;
  let rootFile = '';

  function check(characters: number): void {
    if (characters > TEMPLATE_LIMITS.outputCharacters) {
      refuse(`it printed more than ${TEMPLATE_LIMITS.outputCharacters} characters.`);
    }
    if (performance.now() > deadline) refuse(`it ran longer than ${TEMPLATE_LIMITS.durationMs} ms.`);
  }

  function refuse(what: string): never {
    throw new LectorError('E_TEMPLATE_LIMIT', `the template was stopped: ${what}`, {
      hint: 'look for loops inside loops.',
      place: { file: rootFile },
    });
  }

  return {
    start(file, work) {
      depth = 0;
      rootFile = file;
      deadline = performance.now() + TEMPLATE_LIMITS.durationMs;
      return work();
    },
    nest(file, work) {
      if (depth >= TEMPLATE_LIMITS.depth) {
        throw new LectorError('E_TEMPLATE_DEPTH', `partials are nested too deep, limit ${TEMPLATE_LIMITS.depth}.`, {
          hint: 'a partial prints itself.',
          place: { file },
        });
      }
      depth += 1;
      try {
        const output = work();
        check(output.length);
        return output;
      } finally {
        depth -= 1;
      }
    },
    spend: check,
  };
}
