import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { describePublishTarget } from '../../../src/contracts/index.js';
import { openS3Target } from '../../../src/publish/targets/s3.js';
import { startS3Server } from './s3-server.js';

type S3rver = new (options: object) => { run(): Promise<{ port: number }>; close(): Promise<void> };

/** A server of the protocol that others have written; it checks signatures, and knows no conditions. */
const Server = createRequire(import.meta.url)('@20minutes/s3rver') as S3rver;
const directory = await mkdtemp(path.join(os.tmpdir(), 'lector-s3rver-'));
const server = new Server({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory,
  configureBuckets: [{ name: 'show' }],
});
const { port } = await server.run();
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

const own = await startS3Server({ pageSize: 2 });
afterAll(() => own.close());

let count = 0;
describePublishTarget(
  's3',
  () => {
    count += 1;
    const place = {
      endpoint: new URL(`http://127.0.0.1:${port}`),
      bucket: 'show',
      region: 'us-east-1',
      prefix: `place ${count}/pod/`,
      isPathStyle: true,
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    };
    return { target: openS3Target(place), reopen: () => openS3Target(place) };
  },
  { afterAll, describe, it },
);

describePublishTarget(
  's3',
  () => {
    count += 1;
    const place = { ...own.place, prefix: `place ${count}/` };
    return { target: openS3Target(place), reopen: () => openS3Target(place) };
  },
  { afterAll, describe: (name, tests) => describe(`${name}, on a store with conditions and short pages`, tests), it },
);
