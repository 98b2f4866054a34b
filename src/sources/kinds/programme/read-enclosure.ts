import type { Enclosure } from '../../../model/article.js';
import { parseTimecode } from '../../../model/time.js';
import { fail, findField, textField, type FieldRecord } from '../../fields/fields.js';
import { checkUrl } from '../../fields/read-url-field.js';

/** Types that podcast apps play (Apple, "Podcast episode requirements"). */
export const AUDIO_TYPES: ReadonlySet<string> = new Set(['audio/mpeg', 'audio/x-m4a', 'audio/mp4', 'audio/ogg']);
const MAX_HOURS = 24;
const MS_PER_HOUR = 3_600_000;

/**
 * The field `enclosure`: audio that was published before and stays where it is, with `url`, `length` in bytes, `type` and
 * `duration` (`25:48`, or seconds).
 *
 * @throws LectorError naming the field that is missing or wrong.
 */
export function readEnclosure(outer: FieldRecord): Enclosure | undefined {
  const found = findField(outer, ['enclosure']);
  if (!found || found.field.value.kind === 'missing') return undefined;
  const { value } = found.field;
  if (value.kind !== 'map') {
    fail({
      record: outer,
      name: 'enclosure',
      code: 'E_FIELD_TYPE',
      message: ': expected url, length, type and duration',
      hint: 'write each on a line of its own below it.',
    });
  }
  const record: FieldRecord = { ...outer, fields: value.fields };
  const duration = requireText(record, 'duration');
  const durationMs = /^\d+$/u.test(duration) ? Number(duration) * 1000 : parseTimecode(duration, 'npt');
  if (durationMs === undefined || durationMs <= 0 || durationMs > MAX_HOURS * MS_PER_HOUR) {
    fail({
      record,
      name: 'duration',
      code: 'E_FIELD_TYPE',
      message: `: "${duration.slice(0, 40)}" is no length of time`,
      hint: 'write duration: "25:48", or seconds.',
    });
  }
  const length = requireText(record, 'length');
  const sizeBytes = Number(length);
  if (!/^\d{1,12}$/u.test(length) || sizeBytes < 1) {
    fail({
      record,
      name: 'length',
      code: 'E_FIELD_TYPE',
      message: `: whole number expected, got "${length.slice(0, 40)}"`,
      hint: 'write the size of the file in bytes.',
    });
  }
  const mimeType = requireText(record, 'type').toLowerCase();
  if (!AUDIO_TYPES.has(mimeType)) {
    fail({
      record,
      name: 'type',
      code: 'E_FIELD_TYPE',
      message: `: "${mimeType.slice(0, 40)}" is none of ${[...AUDIO_TYPES].join(', ')}`,
      hint: 'write type: audio/mpeg',
    });
  }
  return { url: checkUrl({ record, name: 'url', text: requireText(record, 'url') }), sizeBytes, mimeType, durationMs };
}

function requireText(record: FieldRecord, name: string): string {
  const text = textField(record, [name], { maxLength: 2_048, isVerbatim: true });
  if (text !== undefined) return text;
  return fail({ record, name, code: 'E_FIELD_MISSING', message: 'of enclosure is missing', hint: `add ${name}: …` });
}
