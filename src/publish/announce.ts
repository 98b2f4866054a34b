import { Agent } from 'undici';
import { warning } from '../errors.js';
import type { Warn } from '../model/finding.js';
import { maskSecrets } from '../model/text/secrets.js';
import { runProgram } from '../run-tool.js';

/** Who is told that a show was published. */
export type Hooks = {
  /** WebSub hubs (W3C WebSub §7); the feed names them. */
  readonly hubs: readonly string[];
  /** A service that writes to Podping, and the token it gave. */
  readonly podping?: { readonly url: string; readonly token: string };
  /** Addresses that get the news as JSON by POST. */
  readonly webhooks: readonly string[];
  /** Programs with their arguments; the news is in the environment: LECTOR_FEED_URL, LECTOR_PLACE, LECTOR_RELEASE. */
  readonly commands: readonly (readonly string[])[];
};

/** What is told. */
export type News = {
  readonly feedUrl: string;
  readonly place: string;
  readonly release?: number;
  /** Of Podcasting 2.0. */
  readonly medium: string;
};

export type AnnounceContext = {
  readonly warn: Warn;
  readonly environment: Readonly<Record<string, string>>;
  /** What no message may show. */
  readonly secrets: readonly string[];
  /** 10 s unless given. */
  readonly timeoutMs?: number;
};

const TIMEOUT_MS = 10_000;

/**
 * Tells everybody at the same time. Nobody is waited for longer than 10 s, and nobody who fails takes anything back: the
 * show is published. What was not heard comes as `W_HOOK`.
 *
 * @returns How many heard it.
 */
export async function announce(hooks: Hooks, news: News, context: AnnounceContext): Promise<number> {
  const { hubs, podping, webhooks, commands } = hooks;
  const { feedUrl, medium } = news;
  const timeoutMs = context.timeoutMs ?? TIMEOUT_MS;
  const agent = new Agent({ connectTimeout: timeoutMs, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  const form = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': feedUrl, 'hub.topic': feedUrl }).toString();
  const calls = [
    ...hubs.map((url) => ({ url, body: form, headers: { 'content-type': 'application/x-www-form-urlencoded' } })),
    ...webhooks.map((url) => ({
      url,
      body: JSON.stringify({ event: 'published', ...news }),
      headers: { 'content-type': 'application/json' },
    })),
    ...(podping
      ? [{ url: podpingUrl(podping.url, { feedUrl, medium }), headers: { authorization: podping.token } }]
      : []),
  ];
  try {
    const heard = await Promise.all([
      ...calls.map((call) => told(new URL(call.url).host, () => request(call))),
      ...commands.map((command) => told(command[0] ?? '', () => run(command))),
    ]);
    return heard.filter(Boolean).length;
  } finally {
    await agent.destroy();
  }

  async function told(who: string, tell: () => Promise<string | undefined>): Promise<boolean> {
    const why = await tell().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    if (why === undefined) return true;
    const text = maskSecrets(
      `${who} was not told that the show is published: ${why.replace(/\.+$/u, '')}.`,
      context.secrets,
    );
    context.warn(
      warning('W_HOOK', text, { hint: 'the show is published; check hooks: and podcast.hubs in lector.yaml.' }),
    );
    return false;
  }

  /** Nothing when it was taken, else why not. */
  async function request(call: (typeof calls)[number]): Promise<string | undefined> {
    const url = new URL(call.url);
    const answer = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'body' in call ? 'POST' : 'GET',
      headers: { ...call.headers, 'user-agent': 'Lector' },
      ...('body' in call && { body: call.body }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await answer.body.dump();
    return answer.statusCode >= 200 && answer.statusCode < 300 ? undefined : `it answered ${answer.statusCode}`;
  }

  async function run([program = '', ...args]: readonly string[]): Promise<string | undefined> {
    const { exitCode, stderr } = await runProgram({
      program,
      args,
      timeoutMs,
      env: {
        ...context.environment,
        LECTOR_FEED_URL: feedUrl,
        LECTOR_PLACE: news.place,
        LECTOR_RELEASE: String(news.release ?? ''),
      },
    });
    return exitCode === 0 ? undefined : `it ended with status ${exitCode} ${stderr.trim().slice(-200)}`.trim();
  }
}

/** As podping.cloud takes it: the feed, why, and what it is. */
function podpingUrl(service: string, { feedUrl, medium }: Pick<News, 'feedUrl' | 'medium'>): string {
  const url = new URL(service);
  for (const [name, value] of Object.entries({ url: feedUrl, reason: 'update', medium }))
    url.searchParams.set(name, value);
  return url.href;
}
