/**
 * Reads Podlove's Normal Play Time, `[[HH:]MM:]SS[.fff]`.
 *
 * @returns Milliseconds, or nothing when the text is no time.
 */
export function readNormalPlayTime(text: string): number | undefined {
  const match = /^(?:(?:(\d+):)?([0-5]?\d):)?(\d+)(?:\.(\d{1,3}))?$/u.exec(text.trim());
  if (!match) return undefined;
  const [, hours = '0', minutes, seconds = '0', fraction = ''] = match;
  if (minutes !== undefined && Number(seconds) > 59) return undefined;
  return ((Number(hours) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'));
}
