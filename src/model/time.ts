/**
 * Time inside Lector is whole milliseconds; clocks and timecodes exist only where text is read or written.
 */

const MS_PER_SECOND = 1000;
const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3600;

/** Whole seconds, rounded to the nearest; what a feed's `itunes:duration` declares (PSP-1, item RECOMMENDED). */
export function toWholeSeconds(durationMs: number): number {
  return Math.round(durationMs / MS_PER_SECOND);
}

/** A duration as listeners read it: `0:07`, `25:48`, `1:02:03`. Rounds to the nearest second. */
export function formatClock(durationMs: number): string {
  const { hours, minutes, seconds } = splitSeconds(toWholeSeconds(durationMs));
  const ss = pad(seconds, 2);
  return hours > 0 ? `${hours}:${pad(minutes, 2)}:${ss}` : `${minutes}:${ss}`;
}

/**
 * Reads a player's clock: `25:48`, `1:02:03`, `00:07`, and a clock cut short by a page dump, `47:0`, as 47:00.
 *
 * @returns Milliseconds, or nothing when the text is not a clock.
 */
export function parseClock(text: string): number | undefined {
  const match = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?$/u.exec(text.trim());
  if (!match) return undefined;
  const [, hoursText, minutesText = '0', secondsText = '0', fraction = ''] = match;
  const minutes = Number(minutesText);
  // A single digit is a clock cut in the middle of its seconds: the tens digit is what is left of it.
  const seconds = secondsText.length === 1 ? Number(secondsText) * 10 : Number(secondsText);
  if (seconds >= SECONDS_PER_MINUTE) return undefined;
  if (hoursText !== undefined && minutes >= SECONDS_PER_MINUTE) return undefined;
  const whole = Number(hoursText ?? 0) * SECONDS_PER_HOUR + minutes * SECONDS_PER_MINUTE + seconds;
  return whole * MS_PER_SECOND + Number(fraction.padEnd(3, '0') || 0);
}

/** `00:01:02.345` (WebVTT §4.3, psc NPT) or, with a comma, SubRip's `00:01:02,345`. */
export function formatTimecode(timeMs: number, decimalMark: '.' | ',' = '.'): string {
  const rounded = Math.max(0, Math.round(timeMs));
  const { hours, minutes, seconds } = splitSeconds(Math.floor(rounded / MS_PER_SECOND));
  const clock = `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}`;
  return `${clock}${decimalMark}${pad(rounded % MS_PER_SECOND, 3)}`;
}

/** `PT25M48S`, as schema.org and HTML's `<time datetime>` want a duration (ISO 8601). */
export function formatIsoDuration(durationMs: number): string {
  const { hours, minutes, seconds } = splitSeconds(toWholeSeconds(durationMs));
  const parts = [hours && `${hours}H`, minutes && `${minutes}M`, (seconds || !(hours || minutes)) && `${seconds}S`];
  return `PT${parts.filter(Boolean).join('')}`;
}

/** Milliseconds that a count of samples lasts, to the nearest whole one. */
export function samplesToMs(sampleCount: number, sampleRateHz: number): number {
  return Math.round((sampleCount * MS_PER_SECOND) / sampleRateHz);
}

/** Samples that a time in milliseconds takes, to the nearest whole one. */
export function msToSamples(timeMs: number, sampleRateHz: number): number {
  return Math.round((timeMs * sampleRateHz) / MS_PER_SECOND);
}

function splitSeconds(total: number): { hours: number; minutes: number; seconds: number } {
  return {
    hours: Math.floor(total / SECONDS_PER_HOUR),
    minutes: Math.floor((total % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE),
    seconds: total % SECONDS_PER_MINUTE,
  };
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
