import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFolderTarget } from '../../src/publish/targets/folder.js';
import { startS3Server } from '../publish/targets/s3-server.js';
import { article, CONFIG, makeShow } from './test-show.js';

const server = await startS3Server();
const { endpoint, bucket, region } = server.place;
const PUBLISH = `publish:
  live: {target: s3, bucket: ${bucket}, endpoint: "${endpoint.href}", region: ${region}, prefix: /pod/}
  mirror: {target: folder, path: MIRROR}
hooks:
  commands: [[sh, -c, 'echo $LECTOR_FEED_URL $LECTOR_RELEASE > TOLD']]
`;
const show = await makeShow({ 'articles/one.md': article('One') });
const mirror = path.join(show.root, '..', `mirror-of-${path.basename(show.root)}`);
await show.write(
  'lector.yaml',
  CONFIG + PUBLISH.replace('MIRROR', mirror).replace('TOLD', path.join(show.root, 'told')),
);
const environment = {
  ...process.env,
  AWS_ACCESS_KEY_ID: server.place.accessKeyId,
  AWS_SECRET_ACCESS_KEY: server.place.secretAccessKey,
};
const open = () => show.open({ environment });
afterAll(async () => {
  await server.close();
  await show.remove();
  await rm(mirror, { recursive: true, force: true });
});

const feedIn = (folder: string): Promise<string> => readFile(path.join(folder, 'feed.xml'), 'utf8');

describe('publishing a show', () => {
  it('has to be built first', async () => {
    await expect((await open()).publish({ to: 'live' })).rejects.toMatchObject({ code: 'E_FEED_MISSING' });
    await (await open()).build();
  });

  it('brings it to the place that is named, after saying what it would do', async () => {
    const planned = await (await open()).publish({ to: 'live', isDryRun: true });
    expect(server.log.filter((line) => line.startsWith('PUT'))).toEqual([]);
    const told: string[] = [];
    const report = await (await open()).publish({ to: 'live', report: ({ type }) => told.push(type) });
    expect(report).toMatchObject({ place: 's3://show-bucket/pod/', putBytes: planned.putBytes, done: { release: 1 } });
    expect(told).toEqual(['publish-plan', ...report.puts.slice(0, -2).map(() => 'put')]);
    expect(report.toldCount).toBe(1);
    expect(await readFile(path.join(show.root, 'told'), 'utf8')).toBe('https://pod.example.org/show/feed.xml 1\n');
    expect(server.objects.get('pod/feed.xml')?.bytes.toString()).toBe(await feedIn(path.join(show.root, 'output')));
    await (await open()).publish({ to: 'mirror' });
    expect(await feedIn(mirror)).toBe(await feedIn(path.join(show.root, 'output')));
  });

  it('goes back to the release before, and lists them', async () => {
    const before = await feedIn(mirror);
    await show.write('articles/two.md', article('Two'));
    await (await open()).build();
    await (await open()).publish({ to: 'mirror' });
    expect(await (await open()).rollBack({ to: 'mirror' })).toMatchObject({ number: 1 });
    expect(await feedIn(mirror)).toBe(before);
    expect(await (await open()).releases('mirror')).toMatchObject([{ number: 2 }, { number: 1, isLive: true }]);
  });

  it('does not hurt subscribers unless that is meant', async () => {
    const file = path.join(mirror, 'feed.xml');
    const other = (await feedIn(mirror)).replace(/(<guid[^>]*>)[^<]+/u, '$1another');
    await writeFile(file, other);
    const planned = await (await open()).publish({ to: 'mirror', isDryRun: true });
    expect(planned.forecast).toMatchObject({ changes: { guid: 1 }, dangers: [{ kind: 'guid' }] });
    await expect((await open()).publish({ to: 'mirror' })).rejects.toMatchObject({ code: 'E_IMPACT', exitCode: 4 });
    expect(await feedIn(mirror)).toBe(other);
    await (await open()).publish({ to: 'mirror', isAcceptingImpact: true });
    expect(await feedIn(mirror)).toBe(await feedIn(path.join(show.root, 'output')));
  });

  it('is gone on with on a machine that has none of it, and nothing is narrated again', async () => {
    await (await open()).publish({ to: 'live' });
    const other = await show.copy();
    await rm(path.join(other.root, 'output'), { recursive: true });
    await rm(path.join(other.root, '.lector'), { recursive: true });
    const there = await other.open({ environment });
    const fetched = await there.fetch({ to: 'live' });
    expect(fetched.fetched).toContain('manifest.json');
    expect(await other.published()).toEqual(await show.published());
    const { rows } = await there.build();
    expect([rows.map(({ outcome }) => outcome), other.spoken]).toEqual([['reused', 'reused'], []]);
    expect((await there.publish({ to: 'live' })).puts).toEqual([]);
    await other.write('articles/three.md', article('Three'));
    await there.build();
    await expect(there.fetch({ to: 'live' })).rejects.toMatchObject({ code: 'E_OUT_FOREIGN' });
    await other.remove();
  });

  it.each([
    ['none is named of several', undefined, {}, 'E_PUBLISH_TARGET', 2, 'name one of: live, mirror'],
    ['there is none of that name', 'lvie', {}, 'E_PUBLISH_TARGET', 2, 'name one of: live, mirror'],
    ['a key is missing', 'live', { AWS_SECRET_ACCESS_KEY: '' }, 'E_PUBLISH_KEY', 3, 'set AWS_SECRET_ACCESS_KEY'],
    ['a key is wrong', 'live', { AWS_SECRET_ACCESS_KEY: 'x' }, 'E_PUBLISH_REFUSED', 5, 'check the secret key'],
  ])('says so when %s', async (_why, to, keys, code, exitCode, hint) => {
    const opened = await show.open({ environment: { ...environment, ...keys } });
    const wanted = to === undefined ? {} : { to };
    await expect(opened.publish(wanted)).rejects.toMatchObject({
      code,
      exitCode,
      hint: expect.stringContaining(hint) as unknown,
    });
  });

  it('warns where the addresses in the feed are those of this machine alone', async () => {
    const local = await makeShow({
      'articles/x.md': article('Local'),
      'lector.yaml': CONFIG.replace('https://pod.example.org/show/', 'http://127.0.0.1:4860/'),
    });
    const codes: string[] = [];
    const opened = await local.open({ warn: ({ code }) => codes.push(code) });
    await opened.build();
    await opened.publish({ to: openFolderTarget(`${mirror}-local`), isDryRun: true });
    expect(codes).toContain('W_URL_PRIVATE');
    await local.remove();
  });

  it('does not take a place of another show', async () => {
    const other = await makeShow({ 'articles/x.md': article('Other'), 'lector.yaml': CONFIG.replace('/show/', '/x/') });
    await (await other.open()).build();
    const there = openFolderTarget(mirror);
    await expect((await other.open()).publish({ to: there })).rejects.toMatchObject({ code: 'E_OUT_FOREIGN' });
    await other.remove();
  });
});
