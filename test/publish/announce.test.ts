import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import { announce, type Hooks } from '../../src/publish/announce.js';

const heard: string[] = [];
const http = createServer((request, response) => {
  void text(request).then((body) => {
    heard.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''} ${body}`.trim());
    if (request.url === '/silent') return;
    response.writeHead(request.url === '/refusing' ? 410 : 204).end();
  });
});
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
afterAll(() => {
  http.closeAllConnections();
  http.close();
});

const NEWS = { feedUrl: 'https://pod.example.org/feed.xml', place: 's3://show/', release: 7, medium: 'podcast' };
const NOBODY: Hooks = { hubs: [], webhooks: [], commands: [] };
let findings: Finding[] = [];
beforeEach(() => {
  findings = [];
  heard.length = 0;
});
const tell = (hooks: Partial<Hooks>, timeoutMs = 1000): Promise<number> =>
  announce({ ...NOBODY, ...hooks }, NEWS, {
    warn: (finding) => findings.push(finding),
    environment: { PATH: process.env['PATH'] ?? '' },
    secrets: ['a-very-secret-token'],
    timeoutMs,
  });

describe('telling that a show is published', () => {
  it('speaks with each in its own words', async () => {
    const told = {
      hubs: [`${base}/hub`],
      webhooks: [`${base}/hook`],
      podping: { url: `${base}/podping`, token: 'a-very-secret-token' },
      commands: [
        [
          'sh',
          '-c',
          'test "$LECTOR_FEED_URL $LECTOR_PLACE $LECTOR_RELEASE" = "https://pod.example.org/feed.xml s3://show/ 7"',
        ],
      ],
    };
    const count = await tell(told, 30_000);
    expect([count, findings]).toEqual([4, []]);
    const feed = encodeURIComponent(NEWS.feedUrl);
    expect([...heard].sort()).toEqual([
      `GET /podping?url=${feed}&reason=update&medium=podcast a-very-secret-token`,
      `POST /hook  ${JSON.stringify({ event: 'published', ...NEWS })}`,
      `POST /hub  hub.mode=publish&hub.url=${feed}&hub.topic=${feed}`,
    ]);
  });

  it('waits for nobody for long, fails for nobody, and shows no key', async () => {
    const count = await tell({
      hubs: [`${base}/silent`, 'http://127.0.0.1:1/'],
      webhooks: [`${base}/refusing`, `${base}/hook`],
      commands: [['lector-no-such-program'], ['sh', '-c', 'echo a-very-secret-token >&2; exit 3'], ['sleep', '9']],
    });
    expect(count).toBe(1);
    expect(findings.map(({ code }) => code)).toEqual(Array.from({ length: 6 }, () => 'W_HOOK'));
    const all = findings.map(({ message }) => message).join('\n');
    expect(all).not.toContain('a-very-secret-token');
    for (const part of ['answered 410', 'status 3', 'sleep', 'lector-no-such-program', '127.0.0.1:1'])
      expect(all).toContain(part);
  });
});
