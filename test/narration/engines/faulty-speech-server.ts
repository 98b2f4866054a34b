import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { buildWav } from '../../../src/sound.js';

/** One request the server would bill. */
export type Bill = {
  readonly text: string;
  readonly mode: string;
  readonly idempotencyKey: string | undefined;
  /** Whether the answer was sent to its last byte. */
  isDelivered: boolean;
};

export type FaultyServer = {
  /**
   * Base URL of a mode; `seq:500,429,ok` takes one step a request for the same text, `poison:WORD:500,429,ok` does so
   * where the text has that word, and is `ok` elsewhere.
   */
  url(mode: string): string;
  readonly bills: Bill[];
  /** Every request, billed or not. */
  readonly requestCount: () => number;
  readonly maxUnderWay: () => number;
  /** Key headers that arrived where a redirect pointed. */
  readonly leaks: string[];
  close(): void;
};

/** What the server says about a refused key; it must never be seen again. */
export const ECHOED_KEY = 'sk-live-SECRETSECRET';

/** A speech server on loopback that speaks `/audio/speech`, fails as its address says, and keeps a ledger. */
export async function startFaultyServer({ latencyMs = 0 }: { latencyMs?: number } = {}): Promise<FaultyServer> {
  const bills: Bill[] = [];
  const leaks: string[] = [];
  const steps = new Map<string, number>();
  const answered = new Set<string>();
  let requests = 0;
  let underWay = 0;
  let most = 0;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/elsewhere')) {
      for (const name of ['authorization', 'xi-api-key', 'ocp-apim-subscription-key', 'x-goog-api-key']) {
        if (request.headers[name] !== undefined) leaks.push(name);
      }
      response.end(tone('elsewhere'));
      return;
    }
    requests += 1;
    underWay += 1;
    most = Math.max(most, underWay);
    response.on('close', () => (underWay -= 1));
    void readText(request).then(async (text) => {
      if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
      const name = decodeURIComponent(path.replace(/^\/v1\//u, '').replace(/\/audio\/speech$/u, ''));
      const seen = steps.get(`${name} ${text}`) ?? 0;
      steps.set(`${name} ${text}`, seen + 1);
      const script = scriptOf(name, text);
      const mode = script[Math.min(seen, script.length - 1)] ?? 'ok';
      const bill = (): void => {
        const entry: Bill = {
          text,
          mode,
          idempotencyKey: request.headers['idempotency-key'] as string | undefined,
          isDelivered: false,
        };
        bills.push(entry);
        response.on('finish', () => (entry.isDelivered = true));
      };
      answer({ mode, text, request, response, bill, answered, port: (server.address() as AddressInfo).port });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (mode) => `http://127.0.0.1:${port}/v1/${encodeURIComponent(mode)}`,
    bills,
    requestCount: () => requests,
    maxUnderWay: () => most,
    leaks,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function scriptOf(name: string, text: string): readonly string[] {
  const [, word = '', steps = ''] = /^poison:(\w+):(.+)$/u.exec(name) ?? [];
  if (word !== '') return text.includes(word) ? steps.split(',') : ['ok'];
  return name.startsWith('seq:') ? name.slice(4).split(',') : [name];
}

/** Every way to fail, with what it does. */
function answer(input: {
  mode: string;
  text: string;
  request: IncomingMessage;
  response: ServerResponse;
  bill: () => void;
  /** Idempotency keys that were billed. */
  answered: Set<string>;
  port: number;
}): void {
  const { mode, text, response, bill, port } = input;
  const socket: Socket = input.request.socket;
  const refuse = (status: number, body: unknown, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  const deliver = (bytes: Buffer, headers: Record<string, string> = {}): void => {
    bill();
    response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': String(bytes.length), ...headers });
    response.end(bytes);
  };
  const begin = (headers: Record<string, string> = {}): void => {
    bill();
    response.writeHead(200, { 'content-type': 'audio/wav', ...headers });
  };
  const whole = tone(text);
  const half = whole.subarray(0, whole.length >> 1);
  const modes: Record<string, () => void> = {
    ok: () => deliver(whole),
    '429': () => refuse(429, { error: 'rate limited' }, { 'retry-after': '1' }),
    '429-none': () => refuse(429, { error: 'rate limited' }),
    '429-date': () =>
      refuse(429, { error: 'rate limited' }, { 'retry-after': new Date(Date.now() + 3000).toUTCString() }),
    '429-huge': () => refuse(429, { error: 'rate limited' }, { 'retry-after': '86400' }),
    '429-garbage': () => refuse(429, { error: 'rate limited' }, { 'retry-after': 'soon' }),
    '429-negative': () => refuse(429, { error: 'rate limited' }, { 'retry-after': '-5' }),
    '400': () => refuse(400, { error: 'text too long' }),
    '401': () => refuse(401, { error: `Incorrect API key provided: ${ECHOED_KEY}` }),
    '402': () => refuse(402, { error: { type: 'insufficient_quota' } }),
    '403': () => refuse(403, { error: 'forbidden' }),
    '404': () => refuse(404, { error: 'no such model' }),
    '413': () => refuse(413, { error: 'too large' }),
    '500': () => refuse(500, { error: 'upstream' }),
    '502': () => refuse(502, { error: 'upstream' }),
    '503': () => refuse(503, { error: 'upstream' }),
    '504': () => refuse(504, { error: 'upstream' }),
    '200-json': () =>
      deliver(Buffer.from('{"error":{"type":"insufficient_quota"}}'), { 'content-type': 'application/json' }),
    '200-html': () =>
      deliver(Buffer.from('<!doctype html><title>502 Bad Gateway</title>'), { 'content-type': 'text/html' }),
    empty: () => deliver(Buffer.alloc(0)),
    '204': () => {
      bill();
      response.writeHead(204);
      response.end();
    },
    'header-only': () => deliver(whole.subarray(0, 44)),
    'truncated-length': () => {
      begin({ 'content-length': String(whole.length) });
      response.write(half);
      setTimeout(() => response.destroy(), 30);
    },
    'truncated-clean': () => deliver(whole.subarray(0, 44 + ((whole.length - 44) >> 2) * 2)),
    'truncated-valid': () => deliver(tone(text, { seconds: 0.3 })),
    'truncated-noframing': () => {
      bill();
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: audio/wav\r\nconnection: close\r\n\r\n');
      socket.write(half);
      setTimeout(() => socket.end(), 30);
    },
    'chunked-cut': () => {
      begin();
      response.write(half);
      setTimeout(() => response.destroy(), 30);
    },
    silence: () => deliver(tone(text, { amplitude: 0 })),
    'wrong-format': () => deliver(Buffer.concat(Array.from({ length: 40 }, () => MP3_FRAME))),
    'wrong-rate': () => deliver(tone(text, { rateHz: 8000 })),
    'wrong-type': () => deliver(whole, { 'content-type': 'text/plain' }),
    'other-text': () => deliver(tone(text, { seconds: 16 })),
    'size-lie': () => {
      whole.writeUInt32LE(0xffff_ffff, 4);
      whole.writeUInt32LE(0xffff_ffff, 40);
      deliver(whole);
    },
    'gzip-bomb': () => deliver(BOMB, { 'content-encoding': 'gzip' }),
    never: bill,
    'slow-headers': () => {
      bill();
      socket.write('HTTP/1.1 200 OK\r\nx-pad: ');
      const timer = setInterval(() => socket.write('a'), 50);
      socket.on('close', () => clearInterval(timer));
    },
    drip: () => {
      begin({ 'content-length': String(whole.length) });
      let at = 0;
      const timer = setInterval(() => response.write(whole.subarray(at, (at += 16))), 50);
      response.on('close', () => clearInterval(timer));
    },
    stall: () => {
      begin({ 'content-length': String(whole.length) });
      response.write(half);
    },
    endless: () => {
      begin();
      response.write(whole);
      const zeros = Buffer.alloc(65_536);
      const timer = setInterval(() => {
        if (!response.writableNeedDrain) response.write(zeros);
      }, 1);
      response.on('close', () => clearInterval(timer));
    },
    reset: () => {
      bill();
      socket.resetAndDestroy();
    },
    idempotent: () => {
      const key = String(input.request.headers['idempotency-key']);
      const isReplayed = input.answered.has(key);
      input.answered.add(key);
      if (!isReplayed) bill();
      // The first answer is lost on its way: only the second attempt is heard.
      if (!isReplayed) return socket.resetAndDestroy();
      response.writeHead(200, { 'content-type': 'audio/wav', 'idempotent-replayed': 'true' });
      response.end(whole);
    },
    redirect: () => {
      response.writeHead(307, { location: `http://localhost:${port}/elsewhere` });
      response.end();
    },
  };
  (modes[mode] ?? (() => refuse(404, { error: `no mode ${mode}` })))();
}

/** 64 MB of nothing in 64 KB. */
const BOMB = gzipSync(Buffer.alloc(64 << 20), { level: 1 });
const MP3_FRAME = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)]);

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return (JSON.parse(Buffer.concat(chunks).toString()) as { input: string }).input;
}

/** 0.35 s a word, at a pitch of its own; loudest where it begins, as speech is loud here and there and not throughout. */
export function tone(text: string, options: { rateHz?: number; amplitude?: number; seconds?: number } = {}): Buffer {
  const { rateHz = 22_050, amplitude = 8000, seconds } = options;
  const count = Math.round(rateHz * (seconds ?? text.split(/\s+/u).filter(Boolean).length * 0.35));
  const pitchHz = 200 + (createHash('sha256').update(text).digest()[0] ?? 0);
  const samples = new Int16Array(count);
  const step = (2 * Math.PI * pitchHz) / rateHz;
  for (let at = 0; at < count; at += 1)
    samples[at] = Math.round(amplitude * (1 - (0.7 * at) / count) * Math.sin(step * at));
  return buildWav({ samples, sampleRateHz: rateHz });
}
