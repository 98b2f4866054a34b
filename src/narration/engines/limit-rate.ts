/** The pace an engine can keep nearest to the one asked for, and a warning when that is another one. */
export function limitRate(
  rate: number,
  range: { readonly engine: string; readonly slowest: number; readonly fastest: number },
): { readonly rate: number; readonly warnings: readonly string[] } {
  const { engine, slowest, fastest } = range;
  const kept = Math.min(fastest, Math.max(slowest, rate));
  const warnings = kept === rate ? [] : [`${engine} speaks ${kept} times as fast at most or least, not ${rate} times`];
  return { rate: kept, warnings };
}
