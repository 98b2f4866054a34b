import { canonicalLanguage } from '../../model/text/primary-language.js';
import { cleanField, fail, findField, nameOfKind, shown, type FieldRecord } from './fields.js';
import { parseDate } from './parse-date.js';

/** A list of texts; one bare text is refused, as it would hide a missing bracket. */
export function listField(
  record: FieldRecord,
  names: readonly string[],
  options: { readonly maxLength: number; readonly allowsText?: boolean },
): readonly string[] | undefined {
  const found = findField(record, names);
  if (!found || found.field.value.kind === 'missing') return undefined;
  const { name, field } = found;
  const { value } = field;
  const isSingle = value.kind === 'text' && options.allowsText === true;
  if (value.kind !== 'list' && !isSingle) {
    const example = value.kind === 'text' ? value.text.split(/\s*,\s*/u).join(', ') : 'one, two';
    fail({
      record,
      name,
      code: 'E_FIELD_TYPE',
      message: `: expected list, got ${nameOfKind(value)}`,
      hint: `write ${name}: [${example}]`,
    });
  }
  const texts: string[] = [];
  for (const item of value.kind === 'list' ? value.items : [value]) {
    if (item.kind !== 'text') {
      fail({
        record,
        name,
        code: 'E_FIELD_TYPE',
        message: `: expected a list of texts, got ${nameOfKind(item)} in it`,
      });
    }
    const text = cleanField({ record, name, text: item.text, maxLength: options.maxLength });
    if (text !== undefined && !texts.includes(text)) texts.push(text);
  }
  return texts;
}

/** `true` or `false`, also `yes` and `no`. */
export function flagField(record: FieldRecord, names: readonly string[]): boolean | undefined {
  const found = findField(record, names);
  if (!found || found.field.value.kind === 'missing') return undefined;
  const { value } = found.field;
  const text = value.kind === 'text' ? value.text.toLowerCase() : '';
  if (text === 'true' || text === 'yes') return true;
  if (text === 'false' || text === 'no') return false;
  return fail({
    record,
    name: found.name,
    code: 'E_FIELD_TYPE',
    message: `: expected true or false, got ${shown(value)}`,
    hint: `write ${found.name}: true`,
  });
}

/** A whole number of at least 1. */
export function countField(record: FieldRecord, names: readonly string[]): number | undefined {
  const found = findField(record, names);
  if (!found || found.field.value.kind === 'missing') return undefined;
  const { name, field } = found;
  const text = field.value.kind === 'text' ? field.value.text : '';
  if (!/^-?\d+$/u.test(text)) {
    fail({
      record,
      name,
      code: 'E_FIELD_TYPE',
      message: `: whole number expected, got ${shown(field.value)}`,
      hint: `write ${name}: 1`,
    });
  }
  const count = Number(text);
  if (count < 1 || count > 1_000_000) {
    fail({
      record,
      name,
      code: 'E_FIELD_RANGE',
      message: `${text} is not between 1 and 1000000`,
      hint: 'count from 1.',
    });
  }
  return count;
}

/** One of some words. */
export function choiceField<Choice extends string>(
  record: FieldRecord,
  names: readonly string[],
  choices: readonly Choice[],
): Choice | undefined {
  const found = findField(record, names);
  if (!found || found.field.value.kind === 'missing') return undefined;
  const { value } = found.field;
  const choice = choices.find((candidate) => value.kind === 'text' && candidate === value.text);
  if (choice !== undefined) return choice;
  return fail({
    record,
    name: found.name,
    code: 'E_FIELD_TYPE',
    message: `: ${shown(value)} is none of ${choices.join(', ')}`,
    hint: `write ${found.name}: ${choices[0]}`,
  });
}

/** A date as ISO 8601 with offset. */
export function dateField(record: FieldRecord, names: readonly string[], timeZone: string): string | undefined {
  const found = findField(record, names);
  if (!found || found.field.value.kind === 'missing') return undefined;
  const { value } = found.field;
  const date = value.kind === 'text' ? parseDate(value.text, { timeZone, isField: true }) : undefined;
  if (date) return date.iso;
  return fail({
    record,
    name: found.name,
    code: 'E_FIELD_DATE',
    message: `${shown(value)} is not a date`,
    hint: `write ${found.name}: 2024-12-31T09:00:00Z`,
  });
}

/** A BCP 47 tag in its canonical form. */
export function languageField(record: FieldRecord, names: readonly string[]): string | undefined {
  const found = findField(record, names);
  if (!found || found.field.value.kind === 'missing') return undefined;
  const { value } = found.field;
  const tag = value.kind === 'text' ? canonicalLanguage(value.text) : undefined;
  if (tag !== undefined) return tag;
  return fail({
    record,
    name: found.name,
    code: 'E_FIELD_LANG',
    message: `${shown(value)} is not a language tag`,
    hint: `write ${found.name}: en or ${found.name}: pt-BR`,
  });
}
