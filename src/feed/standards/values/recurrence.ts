import type { ValueType } from '../grammar.js';

const NUMBERS = /^-?\d{1,3}(?:,-?\d{1,3})*$/u;
const COUNT = /^[1-9]\d*$/u;
const WEEKDAY = 'SU|MO|TU|WE|TH|FR|SA';
/** RFC 5545 §3.3.10: what each part of a rule may be. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY|MONTHLY|YEARLY)$/u,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/u,
  COUNT,
  INTERVAL: COUNT,
  BYSECOND: NUMBERS,
  BYMINUTE: NUMBERS,
  BYHOUR: NUMBERS,
  BYDAY: new RegExp(`^(?:[+-]?\\d{1,2})?(?:${WEEKDAY})(?:,(?:[+-]?\\d{1,2})?(?:${WEEKDAY}))*$`, 'u'),
  BYMONTHDAY: NUMBERS,
  BYYEARDAY: NUMBERS,
  BYWEEKNO: NUMBERS,
  BYMONTH: NUMBERS,
  BYSETPOS: NUMBERS,
  WKST: new RegExp(`^(?:${WEEKDAY})$`, 'u'),
};

/** RFC 5545 §3.3.10: parts in any order, each once, one of them FREQ, and not both COUNT and UNTIL. */
export const RECURRENCE: ValueType = {
  name: 'a rule of RFC 5545',
  check: (text) => {
    const parts = text.trim().toUpperCase().replace(/;$/u, '').split(';');
    const names = parts.map((part) => part.split('=')[0] ?? '');
    const wrong = parts.find((part) => !isRight(part));
    const isWhole = names.includes('FREQ') && !(names.includes('COUNT') && names.includes('UNTIL'));
    if (wrong === undefined && isWhole && new Set(names).size === names.length) return [];
    const says = wrong === undefined ? 'is not a rule of RFC 5545' : `is not a rule of RFC 5545: ${wrong}`;
    return [{ code: 'E_VALUE', says, fix: 'write it as FREQ=WEEKLY;BYDAY=MO.' }];
  },
};

function isRight(part: string): boolean {
  const [name = '', value = '', ...more] = part.split('=');
  return more.length === 0 && Object.hasOwn(PARTS, name) && PARTS[name]?.test(value) === true;
}
