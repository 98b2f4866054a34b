import { LectorError } from '../../errors.js';
import { SafeHtml } from '../html/safe-html.js';
import type { Formatter } from './formatter.js';

/** Prints HTML that went through a sanitiser, and refuses anything else. */
export const html: Formatter = {
  summary: '{{html episode.notes}} prints a field that holds sanitised HTML',
  format: ({ values: [value] }) => {
    if (value === undefined) return '';
    if (value instanceof SafeHtml) return value;
    throw new LectorError('E_TEMPLATE_RAW', 'only fields that hold sanitised HTML can be printed as HTML.', {
      hint: '{{ }} for text, {{markdown }} for Markdown.',
    });
  },
};
