import type { FieldValue } from '../../fields/field-value.js';
import { present } from '../../model/present.js';
import type { CorrectionNote } from '../../model/publication/correction.js';
import { fail, findUnknownFields, shown, textField, type FieldRecord } from './fields.js';
import { choiceField, dateField, flagField } from './typed-fields.js';

const NAME = 'correction';
const KEYS = ['text', 'date', 'spoken', 'before'];
const HINT = 'write correction: "What was wrong and what is right.", or a list of date, text, spoken and before.';

/**
 * What an editor says of corrections: a text, fields of their own, a list of either, or that they are too small to be
 * told (`false`, `silent`).
 *
 * @throws LectorError naming the field and the line.
 */
export function readCorrections(
  record: FieldRecord,
  { timeZone, maxLength }: { readonly timeZone: string; readonly maxLength: number },
): 'silent' | readonly CorrectionNote[] | undefined {
  const field = record.fields.get(NAME);
  if (!field || field.value.kind === 'missing') return undefined;
  const { value } = field;
  if (value.kind === 'text' && /^(?:false|no|silent)$/iu.test(value.text)) return 'silent';
  const values = value.kind === 'list' ? value.items : [value];
  return values.map((one, index) => {
    const line = (value.kind === 'list' ? value.lines?.[index] : undefined) ?? field.line;
    return readNote(one, { record, line });
  });

  function readNote(one: FieldValue, at: { readonly record: FieldRecord; readonly line: number | undefined }) {
    const fields = new Map([[NAME, { value: one, ...present({ line: at.line }) }]]);
    const short = { ...record, fields };
    if (one.kind === 'text') return present({ text: textField(short, [NAME], { maxLength }) });
    if (one.kind !== 'map')
      fail({
        record: short,
        name: NAME,
        code: 'E_FIELD_TYPE',
        message: `: expected text or fields, got ${shown(one)}`,
        hint: HINT,
      });
    const own = { ...record, fields: one.fields };
    const [unknown] = findUnknownFields(own, { known: KEYS, isKnown: () => false, offered: KEYS });
    if (unknown) throw unknown;
    const before = choiceField(own, ['before'], ['show', 'hide'] as const);
    const text = textField(own, ['text'], { maxLength });
    const date = dateField(own, ['date'], timeZone);
    const isSpoken = flagField(own, ['spoken']);
    if (text === undefined && before !== 'hide')
      fail({ record: short, name: NAME, code: 'E_FIELD_MISSING', message: 'has no text', hint: HINT });
    return present({ text, date, isSpoken, isBeforeHidden: before === 'hide' ? true : undefined });
  }
}
