import { publicAddress, sourceAddress } from '../../model/text/secrets.js';
import { html } from './html.js';
import type { Reading, Source, SourceDocument } from '../source.js';

/** A page that was fetched; its address stands for it where it names no canonical one, unless a key is part of its path. */
export const url: Source = {
  kind: 'url',
  version: html.version,
  isPure: true,
  recognises: (document) => document.origin === 'address' && html.recognises(document),
  read: async (document, context) =>
    (await html.read(document, context)).map((reading) => withAddress(reading, document)),
};

function withAddress(reading: Reading, { url: found, location }: SourceDocument): Reading {
  const address = found ?? location;
  if (reading.canonicalUrl !== undefined || sourceAddress(address) !== publicAddress(address)) return reading;
  return { ...reading, canonicalUrl: address, provenance: { ...reading.provenance, canonicalUrl: 'address' } };
}
