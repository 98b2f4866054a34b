import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startS3Server, type S3Server } from '../publish/targets/s3-server.js';
import { hire, KEYS, openNewsroom, type Hired, type Newsroom } from './newsroom.js';
import { startRedis, type RedisServer } from './redis-server.js';

let redis: RedisServer;
let room: Newsroom;
let s3: S3Server;
let clean: Record<string, string>;
let sentences: readonly string[];
const hired: Hired[] = [];

beforeAll(async () => {
  [redis, room, s3] = await Promise.all([startRedis(), openNewsroom(), startS3Server()]);
  expect((await room.build()).findings).toEqual([]);
  clean = await room.project.hashes('output');
  sentences = room.takeBills();
});
afterAll(async () => {
  await Promise.all(hired.map((worker) => worker.end()));
  await redis.kill();
  await s3.close();
  room.speech.close();
});

async function forgetEverything(): Promise<void> {
  for (const folder of ['output', '.lector'])
    await rm(path.join(room.project.root, folder), { recursive: true, force: true });
}

describe('a build whose sound is made by workers', () => {
  it('publishes the bytes a build alone publishes, and pays for each sentence once', async () => {
    await forgetEverything();
    const two = [hire(room, { queue: redis.url }), hire(room, { queue: redis.url })];
    expect((await room.build({ queue: redis.url })).findings).toEqual([]);
    expect(await room.project.hashes('output')).toEqual(clean);
    expect(room.takeBills().toSorted()).toEqual(sentences.toSorted());
    expect(two.flatMap(({ events }) => events).filter(({ type }) => type === 'made')).toHaveLength(3);
    expect(await room.build()).toMatchObject({ findings: [], receipt: { written: [] } });
    expect(room.takeBills()).toEqual([]);
    await Promise.all(two.map((worker) => worker.end()));
  });

  it('does the same over a bucket, with machines that share nothing else', async () => {
    await forgetEverything();
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = s3.place;
    const store = `s3://${bucket}/sound?endpoint=${endpoint.href}&region=${region}`;
    const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    const config = await room.project.read('lector.yaml');
    await room.project.write('lector.yaml', `${config}store: ${store}\n`);
    const elsewhere = await openNewsroom({ count: 0 });
    const environment = { ...KEYS, ...keys };
    const worker = hire(elsewhere, { queue: redis.url, store, environment });
    expect((await room.build({ queue: redis.url, environment: keys })).findings).toEqual([]);
    expect(await room.project.hashes('output')).toEqual(clean);
    expect(room.takeBills().toSorted()).toEqual(sentences.toSorted());
    await worker.end();
    elsewhere.speech.close();
    // A machine that has nothing but the bucket needs no queue, and pays for nothing.
    await forgetEverything();
    expect((await room.build({ environment: keys })).findings).toEqual([]);
    expect(await room.project.hashes('output')).toEqual(clean);
    expect(room.takeBills()).toEqual([]);
    await room.project.write('lector.yaml', config);
  });
});
