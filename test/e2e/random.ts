/** `LECTOR_SEED`, or another number each time; it is printed, so that what failed can be run again. */
export function chooseSeed(): number {
  const given = process.env['LECTOR_SEED'];
  const seed = given === undefined ? Date.now() % 1_000_000 : Number(given);
  process.stdout.write(`LECTOR_SEED=${seed}\n`);
  return seed;
}

/** The same numbers from 0 to 1 for the same seed (Numerical Recipes' generator). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
