import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../src/sources/fields/parse-date.js';

describe('parseDate', () => {
  it.each([
    ['15 Jul, 2025 07:28', '2025-07-15T07:28:00Z'],
    ['2025-07-15', '2025-07-15T00:00:00Z'],
    ['2025-07-15T07:28:30.123Z', '2025-07-15T07:28:30Z'],
    ['2025-07-15T07:28+0200', '2025-07-15T07:28:00+02:00'],
    ['2025-07-15 07:28 +02:00', '2025-07-15T07:28:00+02:00'],
    ['2025-07-15 07:28 −05:30', '2025-07-15T07:28:00-05:30'],
    ['20250715', '2025-07-15T00:00:00Z'],
    ['2025/07/15', '2025-07-15T00:00:00Z'],
    ['July 15, 2025', '2025-07-15T00:00:00Z'],
    ['Jul. 15 2025', '2025-07-15T00:00:00Z'],
    ['July 15, 2025 at 7:28 p.m. EDT', '2025-07-15T19:28:00-04:00'],
    ['March 5, 2025 3 p.m. ET', '2025-03-05T15:00:00-05:00'],
    ['July 5, 2025 3 p.m. ET', '2025-07-05T15:00:00-04:00'],
    ['Tuesday, July 15, 2025', '2025-07-15T00:00:00Z'],
    ['15th July 2025, 7:28 pm', '2025-07-15T19:28:00Z'],
    ['12:05 am, 15 July 2025', '2025-07-15T00:05:00Z'],
    ['15-Jul-2025', '2025-07-15T00:00:00Z'],
    ['1 May 2025', '2025-05-01T00:00:00Z'],
    ['Tue, 15 Jul 2025 07:28:00 GMT', '2025-07-15T07:28:00Z'],
    ['Tue, 02 Jan 24 03:04:05 +0000', '2024-01-02T03:04:05Z'],
    ['15.07.2025', '2025-07-15T00:00:00Z'],
    ['15.07.2025, 07.28 Uhr', '2025-07-15T07:28:00Z'],
    ['15. Juli 2025, 07:28 Uhr', '2025-07-15T07:28:00Z'],
    ['15 juillet 2025 à 07h28', '2025-07-15T07:28:00Z'],
    ['15 de julio de 2025', '2025-07-15T00:00:00Z'],
    ['15 luglio 2025', '2025-07-15T00:00:00Z'],
    ['15 de março de 2025', '2025-03-15T00:00:00Z'],
    ['15 июля 2025 г., 07:28', '2025-07-15T07:28:00Z'],
    ['2025年7月15日', '2025-07-15T00:00:00Z'],
    ['15/07/2025', '2025-07-15T00:00:00Z'],
    ['07/15/2025', '2025-07-15T00:00:00Z'],
  ])('reads %s', (text, iso) => {
    expect(parseDate(text)?.iso).toBe(iso);
  });

  it.each([
    '2024-13-45', '2025-02-30', '2025-07-15T24:00:00Z', '07/08/2025', 'May 2025', '12 people died', '25:48',
    '0:00', '7.28', '15 July 2025 was a Tuesday', 'Xi visits Moscow', '', '2025', 'March 5',
    `${'1'.repeat(200)} May 2025`,
  ])('does not take "%s" for a date', (text) => {
    expect(parseDate(text)).toBeUndefined();
  }); // prettier-ignore

  it('reads an ambiguous date only when told the order', () => {
    expect(parseDate('07/08/2025', { order: 'day-first' })?.iso).toBe('2025-08-07T00:00:00Z');
    expect(parseDate('07/08/2025', { order: 'month-first' })?.iso).toBe('2025-07-08T00:00:00Z');
  });

  it('gives a date without an offset that of its zone on that day', () => {
    const inBerlin = (text: string): unknown => parseDate(text, { timeZone: 'Europe/Berlin' });
    expect(inBerlin('15 January 2025 07:28')).toEqual({ iso: '2025-01-15T07:28:00+01:00', hasTime: true });
    expect(inBerlin('15 July 2025')).toEqual({ iso: '2025-07-15T00:00:00+02:00', hasTime: false });
    expect(inBerlin('15 July 2025 07:28 GMT')).toEqual({ iso: '2025-07-15T07:28:00Z', hasTime: true });
  });
});
