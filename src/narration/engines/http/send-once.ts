import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { HttpLimits } from './limits.js';

/** One request as it goes out. */
export type OutgoingRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly signal: AbortSignal;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
};

/** Why there is no whole answer. */
export type Breakdown = {
  /**
   * `unsent`: the service never had the request. `unanswered`: it had it and gave no answer. `cut`: an answer began and did
   * not end well; it may have been billed.
   */
  readonly kind: 'unsent' | 'unanswered' | 'cut';
  readonly isTimeout: boolean;
  readonly why: string;
};

export type Outcome = { readonly answer: Answer } | { readonly breakdown: Breakdown };

/** Connections that requests to one service take turns on. */
export type Connections = { readonly http: http.Agent; readonly https: https.Agent };

export function openConnections(): Connections {
  const options = { keepAlive: true, maxSockets: 64 };
  return { http: new http.Agent(options), https: new https.Agent(options) };
}

/**
 * Sends one request and reads its answer, once. Redirects are not followed, because a key would follow them; compressed
 * answers are not asked for and not unpacked. Rejects only when the signal aborts.
 */
export function sendOnce(
  request: OutgoingRequest,
  { limits, connections }: { readonly limits: HttpLimits; readonly connections: Connections },
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const { url, signal } = request;
    const isSecure = url.protocol === 'https:';
    const body = request.body === undefined ? undefined : Buffer.from(request.body);
    let isSent = false;
    let hasAnswer = false;
    let isOver = false;
    const outgoing = (isSecure ? https : http).request(url, {
      method: request.method,
      agent: isSecure ? connections.https : connections.http,
      headers: {
        'Accept-Encoding': 'identity',
        ...request.headers,
        ...(body && { 'Content-Length': String(body.length) }),
      },
    });

    const timers = new Map<string, NodeJS.Timeout>();
    const stopTimer = (name: string): void => clearTimeout(timers.get(name));
    const startTimer = (name: string, ms: number, why: string): void => {
      stopTimer(name);
      timers.set(
        name,
        setTimeout(() => fail(why, true), ms),
      );
    };
    const settle = (finish: () => void): void => {
      if (isOver) return;
      isOver = true;
      timers.forEach((timer) => clearTimeout(timer));
      signal.removeEventListener('abort', onAbort);
      finish();
    };
    const fail = (why: string, isTimeout = false): void => {
      settle(() =>
        resolve({ breakdown: { kind: hasAnswer ? 'cut' : isSent ? 'unanswered' : 'unsent', isTimeout, why } }),
      );
      outgoing.destroy();
    };
    const onAbort = (): void => {
      settle(() => reject(signal.reason as Error));
      outgoing.destroy();
    };

    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    startTimer('whole', limits.wholeMs, `no whole answer within ${seconds(limits.wholeMs)}`);
    startTimer('connect', limits.connectMs, `no connection within ${seconds(limits.connectMs)}`);
    outgoing.on('socket', (socket) => {
      const onConnect = (): void => {
        isSent = true;
        stopTimer('connect');
        startTimer('headers', limits.headersMs, `no answer within ${seconds(limits.headersMs)}`);
      };
      if (socket.connecting) socket.once(isSecure ? 'secureConnect' : 'connect', onConnect);
      else onConnect();
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
    outgoing.on('response', (incoming: IncomingMessage) => {
      hasAnswer = true;
      stopTimer('headers');
      readBody({ incoming, limits, fail, startTimer }, (bytes) => {
        settle(() => resolve({ answer: { status: incoming.statusCode ?? 0, headers: plainHeaders(incoming), bytes } }));
      });
    });
    outgoing.end(body);
  });
}

function readBody(
  input: {
    incoming: IncomingMessage;
    limits: HttpLimits;
    fail: (why: string, isTimeout?: boolean) => void;
    startTimer: (name: string, ms: number, why: string) => void;
  },
  done: (bytes: Buffer) => void,
): void {
  const { incoming, limits, fail, startTimer } = input;
  const chunks: Buffer[] = [];
  let size = 0;
  const rest = (): void => startTimer('idle', limits.idleMs, `nothing more came for ${seconds(limits.idleMs)}`);
  rest();
  incoming.on('data', (chunk: Buffer) => {
    rest();
    size += chunk.length;
    if (size > limits.maxBytes) fail(`the answer is larger than ${limits.maxBytes} bytes`);
    else chunks.push(chunk);
  });
  incoming.on('error', () => fail(`the answer broke off after ${size} bytes`));
  incoming.on('aborted', () => fail(`the answer broke off after ${size} bytes`));
  incoming.on('end', () => {
    if (incoming.complete) done(Buffer.concat(chunks));
    else fail(`the answer broke off after ${size} bytes`);
  });
}

function plainHeaders(incoming: IncomingMessage): Readonly<Record<string, string>> {
  const entries = Object.entries(incoming.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(entries);
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
