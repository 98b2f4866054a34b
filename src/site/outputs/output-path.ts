import { LectorError } from '../../errors.js';
import { pageOf } from '../../model/publication/paths/page-paths.js';
import { isOwnPath } from '../../model/publication/paths/show-paths.js';
import { quoteValue } from '../../model/text.js';
import { OUTPUT_TYPES } from '../../templates/outputs/output-head.js';
import type { OutputTemplate } from '../../templates/outputs/open-outputs.js';

/** File systems take no longer name. */
const MAX_SEGMENT_BYTES = 120;
const SEGMENT = /^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}._-]*[\p{L}\p{N}\p{M}_-])?$/u;
/** Names Windows refuses, whatever the ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/**
 * Checks what the path of an output came out as.
 *
 * @returns Path below the published place; one that ends with a slash leads to the page of that folder.
 * @throws {@link LectorError} `E_TEMPLATE_OUTPUT` at the line of the path.
 */
export function checkOutputPath(written: string, { file, head }: Pick<OutputTemplate, 'file' | 'head'>): string {
  const refuse = (why: string, hint: string): never => {
    throw new LectorError('E_TEMPLATE_OUTPUT', `the path ${quoteValue(written)} ${why}.`, {
      hint,
      place: { file, line: head.pathLine },
    });
  };
  const { extensions } = OUTPUT_TYPES[head.type];
  const given = written.trim().normalize('NFC');
  const path = given.endsWith('/') && extensions.some((ending) => ending === 'html') ? pageOf(given) : given;
  if (/[\\:]/u.test(path) || path.startsWith('/') || path.split('/').some((part) => part === '.' || part === '..'))
    refuse(
      'leads out of the published folder',
      'write it without / at its beginning, .. and \\: social/{{episode.slug}}.txt.',
    );
  for (const segment of path.split('/')) {
    if (segment === '')
      refuse('has a part that is empty', 'see which field is empty there: {{#if …}} … {{else}} … {{/if}}.');
    const isPlain = SEGMENT.test(segment) && !RESERVED.test(segment);
    if (!isPlain || Buffer.byteLength(segment) > MAX_SEGMENT_BYTES)
      refuse(
        `has a part that is no file name everywhere: ${quoteValue(segment)}`,
        'use letters, digits, - _ and ., or {{slug …}}.',
      );
  }
  if (!extensions.some((ending) => path.toLowerCase().endsWith(`.${ending}`)))
    refuse(
      `does not end as type: ${head.type} does`,
      `end it with ${extensions.map((ending) => `.${ending}`).join(' or ')}.`,
    );
  if (isOwnPath(foldPath(path)))
    refuse('is taken: Lector publishes its own files there', 'give it a folder of its own, such as newsletter/.');
  return path;
}

/** The same for paths that some file system takes for one. */
export function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
