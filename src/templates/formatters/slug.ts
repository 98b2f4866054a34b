import { toSlug } from '../../model/text/slug.js';
import { textFormatter } from './formatter.js';

export const slug = textFormatter('{{slug show.title}} → the-morning-read', (value) => toSlug(value));
