import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PublishTarget } from '../../../src/publish/target.js';

type Stored = { readonly bytes: Buffer; readonly contentType: string; readonly cacheControl: string };

const EXAMPLE = path.resolve(import.meta.dirname, '../../../examples/own-target/memory-target.mjs');

/** The example of a target as its author would write it for a store of keys and objects; the map is the store. */
export const { openMemoryTarget } = (await import(pathToFileURL(EXAMPLE).href)) as {
  readonly openMemoryTarget: (store: Map<string, Stored>) => PublishTarget;
};
