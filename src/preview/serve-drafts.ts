import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { toLectorError } from '../errors.js';
import type { Draft } from '../model/publication/draft.js';
import { contentTypeOf } from '../model/publication/paths/addresses.js';
import { escapeXml } from '../model/text.js';
import { DRAFT_STYLE, draftListPage, draftPage, DRAFTS_PATH, PLAY_SCRIPT } from './draft-pages.js';
import { openPolicy, type Live } from './live.js';
import { sendMedia } from './send-media.js';

/** Reads everything that is not published. */
export type ReadDrafts = () => Promise<readonly Draft[]>;

/** Notes are an editor's HTML, cleaned; beyond that, nothing on these pages may load or run but what is theirs. */
const POLICY = [
  "default-src 'none'",
  "media-src 'self'",
  'img-src data:',
  `style-src '${digestOf(DRAFT_STYLE)}'`,
  `script-src '${digestOf(PLAY_SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Whether a request is about drafts, which no published file of that name may answer. */
export function isOfDrafts(url: string): boolean {
  return /^\/drafts(?:[/?#]|$)/u.test(url);
}

/**
 * Answers what is asked of drafts: kept by nobody, framed by nobody, and read by no other origin. Pages show what stands
 * in the sources now; sounds are those of the page that was shown last.
 */
export function openDrafts(read: ReadDrafts, live?: Live) {
  let shown: readonly Draft[] | undefined;
  return async ({ request, response }: { request: IncomingMessage; response: ServerResponse }): Promise<void> => {
    forbidKeeping(response, live ? openPolicy(POLICY) : POLICY);
    const show = (html: string): string => live?.inject(html) ?? html;
    if (request.method === 'OPTIONS') return end(response, { status: 204, allow: true });
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, { status: 405, allow: true });
    const [pathname = ''] = (request.url ?? '').split(/[?#]/u);
    const segments = segmentsOf(pathname);
    if (!segments) return end(response, { status: 404, text: 'There is no such draft.' });
    const [slug, file, ...rest] = segments;
    if (!pathname.endsWith('/') && file === undefined) {
      response.setHeader('Location', `${pathname}/`);
      return end(response, { status: 301 });
    }
    try {
      if (file === undefined) shown = await read();
      const drafts = (shown ??= await read());
      if (slug === undefined) return end(response, { html: show(draftListPage(drafts)) });
      const draft = drafts.find((candidate) => candidate.slug === slug);
      if (!draft || rest.length > 0) return end(response, { status: 404, text: 'There is no such draft.' });
      if (file === undefined) return end(response, { html: show(draftPage(draft)) });
      const sound = soundOf(draft, file);
      if (sound === undefined) return end(response, { status: 404, text: 'There is no such sound.' });
      await sendSound({ request, response }, sound);
    } catch (error) {
      const { message, hint } = toLectorError(error);
      const text = hint === undefined ? message : `${message} Fix: ${hint}`;
      if (!response.headersSent) end(response, { status: 500, text });
      else response.destroy();
    }
  };
}

function forbidKeeping(response: ServerResponse, policy: string): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Robots-Tag', 'noindex');
}

function segmentsOf(pathname: string): readonly string[] | undefined {
  try {
    return pathname.slice(DRAFTS_PATH.length).split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function soundOf({ clips, recordingPath }: Draft, file: string): string | undefined {
  return file === 'recording' ? recordingPath : clips.get(file.replace(/\.wav$/u, ''));
}

async function sendSound(
  { request, response }: { request: IncomingMessage; response: ServerResponse },
  file: string,
): Promise<void> {
  const { size, mtimeMs } = await stat(file);
  const [root, name] = [path.dirname(file), path.basename(file)];
  response.setHeader('Content-Type', contentTypeOf(name));
  sendMedia({ request, response, found: { kind: 'file', root, name, file, sizeBytes: size, modifiedMs: mtimeMs } });
}

function end(
  response: ServerResponse,
  answer: { readonly status?: number; readonly html?: string; readonly text?: string; readonly allow?: boolean },
): void {
  const { status = 200, html, text = '' } = answer;
  const body = html ?? escapeXml(text);
  response.statusCode = status;
  if (answer.allow === true) response.setHeader('Allow', 'GET, HEAD, OPTIONS');
  response.setHeader('Content-Type', `${html === undefined ? 'text/plain' : 'text/html'}; charset=utf-8`);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** As a policy names an inline style or script (CSP 3 §6.7.3.3). */
function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
