import { html } from './html.js';
import type { Source } from '../source.js';

/** A page that was fetched; its address stands for it where it names no canonical one. */
export const url: Source = {
  kind: 'url',
  version: html.version,
  isPure: true,
  recognises: (document) => document.origin === 'address' && html.recognises(document),
  read: async (document, context) =>
    (await html.read(document, context)).map((reading) => ({
      ...reading,
      ...(reading.canonicalUrl === undefined && {
        canonicalUrl: document.url ?? document.location,
        provenance: { ...reading.provenance, canonicalUrl: 'address' as const },
      }),
    })),
};
