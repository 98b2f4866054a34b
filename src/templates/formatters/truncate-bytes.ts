import { truncateToBytes } from '../../model/text.js';
import { textFormatter } from './formatter.js';

const DEFAULT_BYTES = 255;

export const truncateBytes = textFormatter(
  '{{truncateBytes episode.summary 255}} cuts at a word',
  (value, { values }) => {
    const [, limit] = values;
    return truncateToBytes(value, typeof limit === 'number' ? limit : DEFAULT_BYTES);
  },
);
