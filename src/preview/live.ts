import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { LectorError, toLectorError } from '../errors.js';
import { contentTypeOf } from '../model/publication/paths/addresses.js';
import type { Message } from './page/messages.js';
import { sendMedia } from './send-media.js';

/** Where live pages ask, with a slash at both ends: no file of a show has such a name. */
const LIVE_PATH = '/-/';
const MAX_BODY_BYTES = 10_000;
/** A server that says nothing is taken for gone by what lies between it and the page. */
const HEARTBEAT_MS = 15_000;

export type Live = {
  /** Tells every open page; `state` is told to those that open later too. */
  tell(message: Message): void;
  /** Gives a file of this machine an address, until the server is closed. */
  offer(file: string): string;
  /** Slugs of the episodes and drafts somebody looks at. */
  openSlugs(): ReadonlySet<string>;
  /** A page with what it needs to be told. */
  inject(html: string): string;
  /** Whether a request is for this. */
  isMeant(url: string): boolean;
  serve(exchange: { readonly request: IncomingMessage; readonly response: ServerResponse }): Promise<void>;
  close(): void;
};

type Sentence = Extract<Message, { readonly type: 'sentence' }>;

/** So long a sentence waits for a page that is being loaded. */
const LATE_MS = 15_000;

type Listener = { readonly response: ServerResponse; readonly slug: string | undefined };

/**
 * Tells open pages what happens, by Server-Sent Events.
 *
 * @param options.approve Approves an item, for a page of this server alone; without it nothing can be approved.
 */
export function openLive(options: { readonly approve?: (slug: string) => Promise<void> } = {}): Live {
  const listeners = new Set<Listener>();
  const files = new Map<string, string>();
  const addresses = new Map<string, string>();
  const token = randomBytes(16).toString('hex');
  const modules = readPageModules();
  let state: Message | undefined;
  /** Sentences of late, by when they were told and as the how many-th: a page that is just being loaded anew hears them. */
  let late: readonly { readonly number: number; readonly toldMs: number; readonly message: Sentence }[] = [];
  let toldCount = 0;
  const heartbeat = setInterval(() => {
    for (const { response } of listeners) response.write(':\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();

  function listen(request: IncomingMessage, response: ServerResponse): void {
    const asked = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const listener = { response, slug: slugOf(asked.get('page') ?? '') };
    const after = request.headers['last-event-id'] ?? asked.get('after') ?? '';
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
    response.write('retry: 500\n\n');
    if (state) response.write(eventOf(state, toldCount));
    const heard = Number(after === '' ? toldCount : after);
    for (const { number, toldMs, message } of late)
      if (number > heard && performance.now() - toldMs < LATE_MS) response.write(eventOf(message, number));
    listeners.add(listener);
    response.on('close', () => listeners.delete(listener));
  }

  async function approve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isOwn = isToken(request.headers['x-lector-token'], token) && isOwnOrigin(request);
    if (!isOwn || !options.approve) return end(response, 403, 'This page may not approve anything.');
    const slug = await readBody(request);
    try {
      await options.approve(slug);
      end(response, 204, '');
    } catch (error) {
      const { message, hint = '' } = toLectorError(error);
      end(response, 422, `${message} ${hint}`.trim());
    }
  }

  return {
    tell(message) {
      if (message.type === 'state') state = message;
      let number: number | undefined;
      if (message.type === 'sentence') {
        const toldMs = performance.now();
        number = toldCount += 1;
        late = [...late.filter((one) => toldMs - one.toldMs < LATE_MS), { number, toldMs, message }];
      }
      for (const { response } of listeners) response.write(eventOf(message, number));
    },
    offer(file) {
      const known = addresses.get(file);
      if (known !== undefined) return known;
      const address = `${LIVE_PATH}sound/${files.size}${path.extname(file)}`;
      files.set(address, file);
      addresses.set(file, address);
      return address;
    },
    openSlugs: () => new Set([...listeners].flatMap(({ slug }) => slug ?? [])),
    inject: (html) => injectInto(html, { token, canApprove: options.approve !== undefined }),
    isMeant: (url) => url.startsWith(LIVE_PATH),
    async serve({ request, response }) {
      const [pathname = ''] = (request.url ?? '').split(/[?#]/u);
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
      response.setHeader('Referrer-Policy', 'no-referrer');
      if (request.method === 'POST') {
        if (pathname === `${LIVE_PATH}approve`) return approve(request, response);
        return end(response, 405, 'Nothing is taken here.');
      }
      if (request.method !== 'GET') return end(response, 405, 'Only GET is answered.');
      if (pathname === `${LIVE_PATH}events`) return listen(request, response);
      const code = modules.get(pathname);
      if (code !== undefined) return end(response, 200, code, 'text/javascript');
      const file = files.get(pathname);
      const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
      if (file === undefined || !found) return end(response, 404, 'There is nothing here.');
      const [root, name] = [path.dirname(file), path.basename(file)];
      response.setHeader('Content-Type', contentTypeOf(name));
      const { size: sizeBytes, mtimeMs: modifiedMs } = found;
      sendMedia({ request, response, found: { kind: 'file', root, name, file, sizeBytes, modifiedMs } });
    },
    close() {
      clearInterval(heartbeat);
      for (const { response } of listeners) response.end();
    },
  };
}

/** The slug of the episode or draft a page is about. */
function slugOf(page: string): string | undefined {
  const [, slug] = /^\/(?:episodes|drafts)\/([^/]+)\//u.exec(page) ?? [];
  return slug === undefined ? undefined : decodeURIComponent(slug);
}

function eventOf(message: Message, number?: number): string {
  const id = number === undefined ? '' : `id: ${number}\n`;
  return `${id}data: ${JSON.stringify(message)}\n\n`;
}

/** The page's own policy is kept, and lets it ask this server. */
function injectInto(html: string, page: { readonly token: string; readonly canApprove: boolean }): string {
  const script = `<script type="module" src="${LIVE_PATH}${ENTRY}" data-token="${page.token}"${page.canApprove ? ' data-approve' : ''}></script>`;
  const open = html.replace(
    /(<meta http-equiv="Content-Security-Policy" content=")([^"]*)"/iu,
    (_, head: string, policy: string) => `${head}${openPolicy(policy)}"`,
  );
  return open.includes('</head>') ? open.replace('</head>', () => `${script}\n</head>`) : script + open;
}

/** What a live page does besides its own: its script, its sounds, its messages. */
export function openPolicy(policy: string): string {
  return ['script-src', 'media-src', 'connect-src'].reduce((text, name) => {
    const stated = new RegExp(`(^|;\\s*)${name} ([^;]*)`, 'u').exec(text);
    if (!stated) return `${text}; ${name} 'self'`;
    const [whole, before = '', sources = ''] = stated;
    if (/(?:^|\s)'self'/u.test(sources)) return text;
    const others = sources.replace(/'none'/u, '').trim();
    return text.replace(whole, () => `${before}${name} ${`'self' ${others}`.trim()}`);
  }, policy);
}

function isToken(given: string | readonly string[] | undefined, token: string): boolean {
  const [a, b] = [Buffer.from(String(given ?? '')), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A browser says where a request comes from; what says nothing is no browser. */
function isOwnOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  return (origin === undefined || origin === `http://${host ?? ''}`) && (site === undefined || site === 'same-origin');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let sizeBytes = 0;
  for await (const part of request) {
    const bytes = part as Buffer;
    sizeBytes += bytes.byteLength;
    if (sizeBytes > MAX_BODY_BYTES) break;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

function end(response: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  response.statusCode = status;
  response.setHeader('Content-Type', `${type}; charset=utf-8`);
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}

/** Beside this file once compiled; where the compiler puts it when this file is run from `src`. */
const CODE_FOLDERS = ['./page/', '../../dist/preview/page/'].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
);

const ENTRY = 'live-page.js';

/** Modules by their addresses; they import each other by their names. */
function readPageModules(): ReadonlyMap<string, string> {
  const folder = CODE_FOLDERS.find((one) => existsSync(path.join(one, ENTRY)));
  if (folder === undefined)
    throw new LectorError('E_BUG', 'the code of live pages is not compiled.', { hint: 'run "npm run build".' });
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return new Map(names.map((name) => [LIVE_PATH + name, readFileSync(path.join(folder, name), 'utf8')]));
}
