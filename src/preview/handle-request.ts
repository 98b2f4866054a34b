import type { IncomingMessage, ServerResponse } from 'node:http';
import { AUDIO_FORMAT_NAMES } from '../model/audio-file.js';
import { readBeginning } from '../open-file.js';
import { BEGINNING_BYTES, cacheControlOf, contentTypeOf, mayBeFeed } from '../model/publication/paths/addresses.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import type { Live } from './live.js';
import { findFile } from './find-file.js';
import { sendMedia } from './send-media.js';
import { isOfDrafts } from './serve-drafts.js';
import { sendText } from './send-text.js';

export type PreviewRequest = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly outDir: string;
  /** With a trailing slash, as it stands in what is published. */
  readonly baseUrl: string;
  /** With a trailing slash; absent where the request was meant for another name than this server's. */
  readonly origin: string | undefined;
  /** Answers what is asked of drafts, where they are shown. */
  readonly live?: Live | undefined;
  readonly serveDrafts: ((exchange: Pick<PreviewRequest, 'request' | 'response'>) => Promise<void>) | undefined;
};

/** Text that holds absolute addresses of the show. */
const REWRITTEN = /\.(?:xml|html|json|vtt|txt)$/u;

/** What podcast apps that run in a browser and the pages of articles load: the feed, what it names, and what plays an episode. Pages and records are for this origin alone. */
const SHARED = new RegExp(
  `^/(?:feed\\.xml|embed\\.js|embed/.+|episodes/[^/]+/o?embed\\.json|assets/.+|(?:[^?#]*/)?[^/?#]*\\.(?:${AUDIO_FORMAT_NAMES.join('|')}|jpe?g|png)|episodes/[^/]+/(?:transcript|chapters)[^/?#]*)(?:[?#]|$)`,
  'u',
);

/** Answers one request; whatever goes wrong is an answer too and never ends the server. */
export async function handleRequest(options: PreviewRequest): Promise<void> {
  const { request, response, outDir, baseUrl, origin, serveDrafts, live } = options;
  response.setHeader('X-Content-Type-Options', 'nosniff');
  try {
    if (origin === undefined) return refuse(response, 421);
    if (live?.isMeant(request.url ?? '')) return await live.serve({ request, response });
    if (serveDrafts && isOfDrafts(request.url ?? '')) return await serveDrafts({ request, response });
    if (SHARED.test(request.url ?? '')) allowOtherOrigins(response);
    if (request.method === 'OPTIONS') return answerOptions(response);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
    const found = await findFile(outDir, request.url ?? '/');
    if (found.kind === 'refused' && found.status === 404 && isForPage(request)) {
      const page = await findFile(outDir, `/${PUBLISHED.notFound}`);
      if (page.kind === 'file') {
        response.statusCode = 404;
        response.setHeader('Content-Type', contentTypeOf(page.name));
        const inject = live?.inject ?? ((text: string): string => text);
        const rewrite = (text: string): string => inject(text.replaceAll(baseUrl, origin));
        return await sendText({ request, response, file: page.file, rewrite });
      }
    }
    if (found.kind === 'refused') return refuse(response, found.status);
    if (found.kind === 'folder') return redirect(response, found.location);
    const beginning = mayBeFeed(found.name) ? await readBeginning(found.file, BEGINNING_BYTES) : undefined;
    response.setHeader('Content-Type', contentTypeOf(found.name, beginning));
    response.setHeader('Cache-Control', cacheControlOf(found.name, beginning));
    if (REWRITTEN.test(found.name)) {
      const isPage = live !== undefined && /^text\/html/u.test(contentTypeOf(found.name));
      if (live) response.setHeader('Cache-Control', 'no-store');
      const rewrite = (text: string): string => text.replaceAll(baseUrl, origin);
      const inject = isPage ? live.inject : (text: string): string => text;
      await sendText({ request, response, file: found.file, rewrite: (text) => inject(rewrite(text)) });
    } else {
      sendMedia({ request, response, found });
    }
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    // A build may remove a file between the look at it and its reading.
    if (isGone(error)) refuse(response, 404);
    else refuse(response, 500, error instanceof Error ? error.message : String(error));
  }
}

/** Whether a person looks at what is answered, as browsers say it. */
function isForPage({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes('text/html') === true;
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function allowOtherOrigins(response: ServerResponse): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', 'Accept-Ranges, Content-Length, Content-Range, ETag');
}

function answerOptions(response: ServerResponse): void {
  response.setHeader('Allow', 'GET, HEAD, OPTIONS');
  response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS');
  response.setHeader('Access-Control-Allow-Headers', 'Range, If-Range, If-None-Match, If-Modified-Since');
  response.statusCode = 204;
  response.end();
}

function redirect(response: ServerResponse, location: string): void {
  response.statusCode = 301;
  response.setHeader('Location', location);
  response.setHeader('Content-Length', 0);
  response.end();
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'This address cannot be read.',
  403: 'This address is not served.',
  404: 'There is nothing here.',
  421: 'This server answers to the names of this machine alone.',
  405: 'Only GET and HEAD are answered.',
  500: 'The preview could not answer.',
};

function refuse(response: ServerResponse, status: number, detail = ''): void {
  const body = `${status} ${REASONS[status] ?? ''} ${detail}`.trimEnd();
  response.statusCode = status;
  if (status === 405) response.setHeader('Allow', 'GET, HEAD, OPTIONS');
  response.removeHeader('Cache-Control');
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
