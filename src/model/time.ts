/**
 * Time inside Lector is whole milliseconds, save what is added up from edition to edition; clocks and timecodes exist only where text is read or written.
 */

const MS_PER_SECOND = 1000;
const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;
const SECONDS_PER_HOUR = 3600;

/** Whole seconds, rounded to the nearest; what a feed's `itunes:duration` declares (PSP-1, item RECOMMENDED). */
export function toWholeSeconds(durationMs: number): number {
  return Math.round(durationMs / MS_PER_SECOND);
}

/** A time in milliseconds to a thousandth of one: less than a sample, and few digits where it is written. */
export function toThousandth(timeMs: number): number {
  return Math.round(timeMs * MS_PER_SECOND) / MS_PER_SECOND;
}

/** A duration as listeners read it: `0:07`, `25:48`, `1:02:03`. Rounds to the nearest second. */
export function formatClock(durationMs: number): string {
  const { hours, minutes, seconds } = splitSeconds(toWholeSeconds(durationMs));
  const ss = pad(seconds, 2);
  return hours > 0 ? `${hours}:${pad(minutes, 2)}:${ss}` : `${minutes}:${ss}`;
}

/** How each format writes hours, minutes, seconds and a fraction: they differ in what they demand, not in what it means. */
const TIME_FORMS = {
  clock: /^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?$/u,
  vtt: /^(?:(\d{2,}):)?([0-5]\d):(\d{2})\.(\d{3})$/u,
  srt: /^(\d{1,3}):(\d{2}):(\d{2})[,.](\d{3})$/u,
  npt: /^(?:(?:(\d+):)?([0-5]?\d):)?(\d+)(?:\.(\d*))?$/u,
} as const;

/**
 * Reads a time as people write it: `25:48`, `1:02:03`, `00:07.5`, and `0:5`, which is five seconds.
 *
 * @returns Milliseconds, or nothing when the text is not a clock.
 */
export function parseClock(text: string): number | undefined {
  return readTime(text.trim(), TIME_FORMS.clock);
}

/**
 * Reads the time of a format:
 *
 * - `vtt`: `[HH:]MM:SS.mmm` (WebVTT §4.3);
 * - `srt`: `HH:MM:SS,mmm` (SubRip, where a full stop is often found in place of the comma);
 * - `npt`: `[[HH:]MM:]SS[.fff]`, Normal Play Time (RFC 2326 §3.6), of Podlove chapters and media fragments.
 *
 * @returns Milliseconds, or nothing when the text is no such time.
 */
export function parseTimecode(text: string, format: 'vtt' | 'srt' | 'npt'): number | undefined {
  return readTime(format === 'npt' ? text.trim() : text, TIME_FORMS[format]);
}

function readTime(text: string, form: RegExp): number | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [, hours, minutes, seconds = '0', fraction = ''] = match;
  if (hours !== undefined && Number(minutes) >= MINUTES_PER_HOUR) return undefined;
  if (minutes !== undefined && Number(seconds) >= SECONDS_PER_MINUTE) return undefined;
  const whole = Number(hours ?? 0) * SECONDS_PER_HOUR + Number(minutes ?? 0) * SECONDS_PER_MINUTE + Number(seconds);
  return whole * MS_PER_SECOND + Math.round(Number(`0.${fraction}`) * MS_PER_SECOND);
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

/** From here on MPEG audio is MPEG-1; below, a frame of layer III is half as many samples (ISO/IEC 13818-3 §2.4.3.2). */
const MPEG1_FROM_HZ = 32_000;

/** Samples of one channel that a frame of MPEG layer III holds. */
export function samplesPerFrame(sampleRateHz: number): number {
  return sampleRateHz >= MPEG1_FROM_HZ ? 1152 : 576;
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
