import { markSafe } from '../safe-html.js';
import { markdownToHtml } from '../markdown-to-html.js';
import { textFormatter } from './formatter.js';

export const markdown = textFormatter('{{markdown episode.description}} renders Markdown, sanitised', (value) =>
  markSafe(markdownToHtml(value)),
);
