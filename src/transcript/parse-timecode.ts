/**
 * Reads `HH:MM:SS.mmm` (WebVTT §4.3, hours may be missing) or `HH:MM:SS,mmm` (SubRip, where a full stop is often
 * found in place of the comma).
 *
 * @returns Milliseconds, or nothing when the text is no timecode.
 */
export function parseTimecode(text: string, format: 'vtt' | 'srt'): number | undefined {
  const pattern =
    format === 'vtt' ? /^(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})$/u : /^(\d{1,3}):(\d{2}):(\d{2})[,.](\d{3})$/u;
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0', milliseconds = '0'] = match;
  if (Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(milliseconds);
}
