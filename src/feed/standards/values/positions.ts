import type { ValueFault, ValueType } from '../grammar.js';
import { decimal } from './numbers-and-words.js';

export const LATITUDE = decimal(-90, 90);
export const LONGITUDE = decimal(-180, 180);

type Shape = { readonly name: string; readonly min: number; readonly max?: number; readonly isClosed?: boolean };

/** GeoRSS Simple: positions are a latitude and a longitude each, with spaces between all numbers. */
export function positions({ name, min, max = Infinity, isClosed = false }: Shape): ValueType {
  return {
    name,
    check: (text, context) => {
      const numbers = text.trim().split(/\s+/u);
      const pairs = numbers.length / 2;
      const isCount = Number.isInteger(pairs) && pairs >= min && pairs <= max;
      if (!isCount || numbers.some((number) => !Number.isFinite(Number(number)))) return [notA(name)];
      const faults = numbers.flatMap((number, index) =>
        (index % 2 === 0 ? LATITUDE : LONGITUDE).check(number, context),
      );
      const isOpen = isClosed && numbers.slice(0, 2).join(' ') !== numbers.slice(-2).join(' ');
      return faults.length === 0 && isOpen ? [notA(name)] : faults.slice(0, 1);
    },
  };
}

/** GeoRSS Simple: a centre, and a radius in metres. */
export const CIRCLE: ValueType = {
  name: 'a latitude, a longitude and a radius',
  check: (text, context) => {
    const [latitude = '', longitude = '', radius = '', ...more] = text.trim().split(/\s+/u);
    const parts = [LATITUDE.check(latitude, context), LONGITUDE.check(longitude, context)];
    return more.length > 0 ? [notA(CIRCLE.name)] : [...parts, decimal(0).check(radius, context)].flat().slice(0, 1);
  },
};

function notA(name: string): ValueFault {
  return { code: 'E_VALUE', says: `is not ${name}`, fix: 'write numbers with spaces between them.' };
}
