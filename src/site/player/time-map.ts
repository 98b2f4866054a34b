/** Sound that an earlier edition shares with this one: from, to, and how long, in milliseconds. */
export type Spans = readonly (readonly [fromMs: number, toMs: number, durationMs: number])[];

/** The second of this edition at which is heard what was heard at a second of an earlier one. */
export function mapTime(spans: Spans, seconds: number): number {
  let mappedMs = 0;
  for (const [fromMs, toMs, durationMs] of spans) {
    if (seconds * 1000 < fromMs) break;
    mappedMs = toMs + Math.min(seconds * 1000 - fromMs, durationMs);
  }
  return mappedMs / 1000;
}
