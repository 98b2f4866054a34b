import { markSafe } from '../html/safe-html.js';
import type { Formatter } from './formatter.js';

/** JSON that cannot end the script element it stands in (HTML Standard §4.12.1.3). */
export const jsonScript: Formatter = {
  summary: '<script type="application/json">{{jsonScript value}}</script>',
  format: ({ values: [value] }) =>
    markSafe(JSON.stringify(value ?? {}).replace(/[<>&\u2028\u2029]/gu, escapeCharacter)),
};

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
