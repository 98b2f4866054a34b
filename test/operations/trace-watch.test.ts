import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { isTraced, openTracing } from '../../src/operations/trace-watch.js';

afterEach(() => vi.unstubAllEnvs());

it.each([
  [{}, false],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }, true],
  [{ OTEL_TRACES_EXPORTER: 'otlp' }, true],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_TRACES_EXPORTER: 'none' }, false],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4318/v1/traces', OTEL_SDK_DISABLED: 'TRUE' }, false],
])('asks for traces with %o: %s', (environment, expected) => {
  expect(isTraced(environment)).toBe(expected);
});

it('sends a span of each round, episode and stage, and no text', async () => {
  const sent: { url: string | undefined; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      sent.push({ url: request.url, body: Buffer.concat(chunks).toString('latin1') });
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const tracing = await openTracing('1.2.3');
  const row = { slug: 'ferry', title: 'A very secret title', outcome: 'built', elapsedMs: 1 } as const;
  tracing.watch({ type: 'round-begun', sources: [] });
  for (const stage of ['script', 'narration'] as const)
    tracing.watch({ type: 'progress', event: { type: 'stage', slug: 'ferry', title: row.title, stage } });
  tracing.watch({ type: 'progress', event: { type: 'episode', row } });
  tracing.watch({ type: 'round', findings: [], engine: 'silence', elapsedMs: 1 });
  await tracing.close();
  server.close();
  expect(sent.map(({ url }) => url)).toEqual(['/v1/traces']);
  for (const name of ['round', 'episode', 'script', 'narration', 'ferry', '1.2.3'])
    expect(sent[0]?.body).toContain(name);
  expect(sent[0]?.body).not.toContain('secret');
});
