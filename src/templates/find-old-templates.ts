import path from 'node:path';
import { warning } from '../errors.js';
import type { Finding } from '../model/finding.js';
import { readIfThereSync } from '../open-file.js';

const LAYOUT = 'partials/layout.hbs';
/** What pages came to need after projects copied the frame of pages, as its policy (CSP) says it. */
const NEEDED = [
  ["font-src 'self'", 'letters'],
  ["connect-src 'self'", 'playing on from page to page'],
] as const;

/** Copies of templates from before, under which part of the pages does not work; they are used as they are. */
export function findOldTemplates({ own }: { readonly own: string }): readonly Finding[] {
  const text = readIfThereSync(path.join(own, LAYOUT))?.toString('utf8') ?? '';
  const line = text.split('\n').findIndex((one) => one.includes('Content-Security-Policy'));
  const missing = line < 0 ? [] : NEEDED.filter(([directive]) => !text.includes(directive.split(' ')[0] ?? ''));
  if (missing.length === 0) return [];
  const message = `the policy of this copy does not allow ${missing.map(([, what]) => what).join(', nor ')}; pages go without.`;
  return [
    warning('W_TEMPLATE_OLD', message, {
      hint: `add to its content: ${missing.map(([directive]) => `${directive};`).join(' ')}`,
      place: { file: `templates/${LAYOUT}`, line: line + 1 },
    }),
  ];
}
