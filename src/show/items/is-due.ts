import type { Assignment } from './assign-records.js';

/** Whether an item is built now: what was published stays, what is dated in the future or before `since` waits. */
export function isDue(
  { record, publishedAt }: Assignment,
  options: { readonly now: Date; readonly since?: string },
): boolean {
  if (record) return true;
  const time = Date.parse(publishedAt);
  return (
    time <= options.now.getTime() && (options.since === undefined || time >= Date.parse(`${options.since}T00:00:00Z`))
  );
}
