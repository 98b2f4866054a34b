import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { describeSource as describeContract, type SourceSample } from '../../src/contracts/index.js';
import { SOURCES } from '../../src/sources/index.js';
import type { Source } from '../../src/sources/source.js';

/** The contract of sources, as our tests run it: a document of ours goes to one source of the table. */
export function describeSource(source: Source, sample: SourceSample): void {
  describeContract(source, sample, { afterAll, describe, it });

  it(`the ${source.kind} source is the one of the table that gets its document`, () => {
    const bytes = Buffer.from(sample.content);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const document = { name: sample.location.split('/').at(-1) ?? '', sha256, bytes, ...sample };
    expect(SOURCES.find((candidate) => candidate.recognises(document))?.kind).toBe(source.kind);
  });
}
