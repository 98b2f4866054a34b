import type { Formatter } from './formatter.js';

export const eq: Formatter = {
  summary: '{{#if (eq episode.kind "briefing")}}…{{/if}}',
  format: ({ values: [left, right] }) => left === right,
};
