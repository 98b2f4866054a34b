import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One entry of a feed a test serves; what is left out is not in the feed. */
export type TestItem = {
  readonly title: string;
  readonly guid?: string;
  readonly link?: string;
  readonly date?: string;
  readonly text: string;
};

/** A loopback server whose answers a test changes from run to run. */
export type FeedServer = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** What stands at each path: a feed, or the status it fails with. */
  readonly pages: Map<string, readonly TestItem[] | number>;
  close(): Promise<void>;
};

export async function serveFeeds(): Promise<FeedServer> {
  const pages: FeedServer['pages'] = new Map();
  const server = createServer(({ url = '' }, response) => {
    const page = pages.get(url) ?? 404;
    if (typeof page === 'number') response.writeHead(page).end();
    else response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rssOf(page));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function rssOf(items: readonly TestItem[]): string {
  const entries = items.map(({ title, guid, link, date, text }) => {
    const fields = [
      `<title>${title}</title>`,
      ...(link === undefined ? [] : [`<link>${link}</link>`]),
      ...(guid === undefined ? [] : [`<guid isPermaLink="false">${guid}</guid>`]),
      ...(date === undefined ? [] : [`<pubDate>${new Date(date).toUTCString()}</pubDate>`]),
      `<description><![CDATA[<p>${text}</p>]]></description>`,
    ];
    return `<item>${fields.join('')}</item>`;
  });
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title><link>https://p.example/</link><description>d</description>${entries.join('')}</channel></rss>`;
}

/** A text of `count` sentences that no other subject shares; those in `changed` are others. */
export function sentences(subject: string, count = 8, changed: readonly number[] = []): string {
  return Array.from({ length: count }, (_, index) => {
    const word = changed.includes(index) ? 'quite otherwise' : 'as it was before';
    return `Point ${index + 1} of the talk about ${subject} was settled ${word} by the board.`;
  }).join(' ');
}
