/** `0:07`, `25:48`, `1:02:03`, of whole seconds elapsed. */
export function formatClock(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds + 0.001));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const rest = String(total % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/**
 * Seconds in a fragment or query `#t=62`, `#t=62.5`, `#t=1:02` or `#t=10,20` (Media Fragments §4.2.1), and the second at
 * which it ends, where there is one after them.
 */
export function parseTime(part: string): { readonly from: number; readonly to: number | undefined } | undefined {
  const value = new URLSearchParams(part.replace(/^[#?]/, '')).get('t');
  const [from, to] = (value ?? '').replace(/^npt:/, '').split(',').map(parseSeconds);
  return from === undefined ? undefined : { from, to: to !== undefined && to > from ? to : undefined };
}

function parseSeconds(text: string): number | undefined {
  const match = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)s?$/.exec(text);
  return match ? Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3]) : undefined;
}
