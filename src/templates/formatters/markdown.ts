import { markSafe } from '../html/safe-html.js';
import { markdownToHtml } from '../html/markdown-to-html.js';
import { textFormatter } from './formatter.js';

export const markdown = textFormatter('{{markdown episode.description}} renders Markdown, sanitised', (value) =>
  markSafe(markdownToHtml(value)),
);
