import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { parseRssFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, TEST_CONFIG, type TestProject } from './project.js';

const MP3 = path.resolve(
  import.meta.dirname,
  '../fixtures/published-by-0.1.0/output/episodes/the-briefing/the-briefing-2a87c12c.mp3',
);
const NAMESPACES =
  'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" ' +
  'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" ' +
  'xmlns:psc="http://podlove.org/simple-chapters"';
const GUID = 'E0F9A3B1-0000-4000-8000-1234567890AB';

const HEAD = `<title>The old show</title><link>https://old.example/</link><description>About &lt;b&gt;harbours&lt;/b&gt;.</description>
<language>en-gb</language><copyright>Old Press</copyright><itunes:author>Old Press</itunes:author>
<itunes:category text="Arts"><itunes:category text="Books"/></itunes:category><itunes:explicit>no</itunes:explicit>
<podcast:guid>${GUID}</podcast:guid>`;

/** Two pages: the newest episode on the first, what an old host may have written on the second. */
const pageOf = (origin: string, bytes: number): Record<string, string> => ({
  '/feed.xml': `<rss version="2.0" ${NAMESPACES}><channel>${HEAD}<atom:link rel="next" href="${origin}/feed-2.xml"/>
<item><title>Newest &amp; best</title><guid isPermaLink="false">tag:old.example,2025:Ep/3?x=1&amp;y=2</guid>
<pubDate>Tue, 04 Mar 2025 06:30:00 +0100</pubDate><itunes:duration>00:16</itunes:duration><itunes:season>2</itunes:season>
<itunes:episode>3</itunes:episode><itunes:episodeType>bonus</itunes:episodeType><itunes:explicit>yes</itunes:explicit>
<enclosure url="${origin}/3.mp3?s=1" length="${bytes}" type="audio/mpeg"/>
<podcast:transcript url="${origin}/3.vtt" type="text/vtt"/><podcast:chapters url="${origin}/3.json" type="application/json+chapters"/>
<podcast:txt purpose="ai-content">true</podcast:txt>
<content:encoded><![CDATA[<p>Notes with a <a href="https://a.example/x">link</a>.</p><ul><li>One</li></ul><script>alert(1)</script>]]></content:encoded></item>
</channel></rss>`,
  '/feed-2.xml': `<rss version="2.0" ${NAMESPACES}><channel>${HEAD}<atom:link rel="next" href="${origin}/feed.xml"/>
<item><title>Second</title><guid>0042</guid><pubDate>Mon, 03 Feb 2025 10:00:00 GMT</pubDate><itunes:duration>16</itunes:duration>
<enclosure url="${origin}/2.mp3" length="${bytes}" type="audio/mpeg"/><description>Plain words.</description>
<psc:chapters><psc:chapter start="0" title="Hello"/><psc:chapter start="00:02" title="Middle"/><psc:chapter start="00:04" title="End"/></psc:chapters></item>
<item><title>Second</title><pubDate>Mon, 06 Jan 2025 10:00:00 GMT</pubDate><itunes:duration>16</itunes:duration>
<enclosure url="${origin}/1.mp3" length="${bytes}" type="audio/mp3"/></item>
<item><title>Only words</title><guid>w</guid><pubDate>Mon, 06 Jan 2025 11:00:00 GMT</pubDate></item>
<item><title>Undated</title><guid>u</guid><enclosure url="${origin}/1.mp3" length="${bytes}" type="audio/mpeg"/></item></channel></rss>`,
  '/other.xml': `<rss version="2.0"><channel><title>Another</title>${['0042', '0043']
    .map(
      (guid) => `<item><title>Other</title><guid>${guid}</guid><pubDate>Sat, 01 Feb 2025 10:00:00 GMT</pubDate>
<enclosure url="${origin}/1.mp3" length="${bytes}" type="audio/mpeg"/></item>`,
    )
    .join('')}</channel></rss>`,
  '/3.vtt': 'WEBVTT\n\n00:00.000 --> 00:02.000\nHello harbour.\n',
  '/3.json':
    '{"version":"1.2.0","chapters":[{"startTime":0,"title":"A"},{"startTime":2,"title":"B"},{"startTime":4,"title":"C"}]}',
});

describe('a podcast that is taken over', { timeout: 120_000 }, () => {
  let server: Server;
  let origin: string;
  let mp3: Buffer;
  const asked: string[] = [];

  beforeAll(async () => {
    mp3 = await readFile(MP3);
    server = createServer((request, response) => {
      const url = request.url ?? '';
      asked.push(url);
      if (/\.mp3/u.test(url)) response.setHeader('content-type', 'audio/mpeg').end(mp3);
      else {
        const text = pageOf(origin, mp3.length)[url];
        response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'application/xml' }).end(text);
      }
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  });
  afterAll(() => server.close());

  const makeShow = (): Promise<TestProject> =>
    makeProject({ 'lector.yaml': `${TEST_CONFIG}guid: ${GUID}\nhttp: {allowPrivateAddresses: true}\n` });
  const published = async (project: TestProject) => {
    const feed = parseRssFeed(await project.read('output/feed.xml'));
    const items = (feed.items ?? []).map(({ guid, title, pubDate, enclosures, itunes, podcast }) => ({
      guid: guid?.value,
      title,
      date: new Date(pubDate ?? '').toISOString(),
      enclosure: enclosures?.[0],
      numbers: [itunes?.season, itunes?.episode, itunes?.episodeType, itunes?.explicit],
      texts: [podcast?.transcripts?.length ?? 0, podcast?.chapters === undefined ? 0 : 1],
    }));
    return { guid: feed.podcast?.guid, items };
  };

  it('keeps GUIDs, dates and numbers, and every byte of its audio', async () => {
    const project = await makeShow();
    const dry = await project.run(['import', `${origin}/feed.xml`, '--dry-run']);
    expect(dry.stdout).toContain('3 episodes would be imported · 1 refused');
    await expect(project.files('audio')).rejects.toThrow('ENOENT');
    const { exitCode, stdout, stderr } = await project.run(['import', `${origin}/feed.xml`]);
    expect(exitCode, stderr).toBe(4);
    expect(stdout).toContain('3 episodes imported · 1 refused');
    expect(stdout).toMatch(/title: "The old show"[\s\S]*category: "Arts > Books"[\s\S]*guid: "e0f9a3b1-/u);
    expect(stderr).toMatch(/E_IMPORT: item 4 "Undated" has no date[\s\S]*W_IMPORT: "Only words" has no audio/u);
    expect(await project.read('audio/programmes/imported/newest-best.yaml')).toContain(
      'Notes with a [link](https://a.example/x).',
    );
    const built = await project.run(['build']);
    expect(built.exitCode, built.stderr + built.stdout).toBe(0);
    const sha256 = createHash('sha256').update(mp3).digest('hex');
    const hashes = Object.entries(await project.hashes('output/episodes')).filter(([name]) => name.endsWith('.mp3'));
    expect(hashes.map(([, hash]) => hash)).toEqual([sha256, sha256, sha256]);
    expect(await published(project)).toMatchObject({
      guid: GUID.toLowerCase(),
      items: [
        {
          guid: 'tag:old.example,2025:Ep/3?x=1&y=2',
          title: 'Newest & best',
          date: '2025-03-04T05:30:00.000Z',
          enclosure: { length: mp3.length, type: 'audio/mpeg' },
          numbers: [2, 3, 'bonus', true],
          texts: [5, 1],
        },
        { guid: '0042', date: '2025-02-03T10:00:00.000Z', texts: [0, 1] },
        { guid: `${origin}/1.mp3`, date: '2025-01-06T10:00:00.000Z', texts: [0, 0] },
      ],
    });
    expect(await project.run(['check'])).toMatchObject({ exitCode: 0 });
    const before = await project.files('output');
    const again = await project.run(['import', `${origin}/feed.xml`]);
    expect(again.stdout).toContain('0 episodes imported · 3 known already · 1 refused');
    expect(await project.run(['build'])).toMatchObject({ exitCode: 0 });
    expect(await project.files('output')).toEqual(before);
    // Another show joins it, of which one episode has a GUID that is taken.
    const other = await project.run(['import', `${origin}/other.xml`]);
    expect(other.stderr).toMatch(
      /E_GUID_DUPLICATE .*second[-0-9a-f]*.yaml: guid "0042" is used by two episodes: "Second" and "Other"/u,
    );
    expect(other.stdout).toContain('1 episode imported · 1 refused');
  });

  it('may leave its audio where it is', async () => {
    const project = await makeShow();
    const saved = (pageOf(origin, mp3.length)['/feed.xml'] ?? '').replace(`${origin}/feed-2.xml`, 'feed-2.xml');
    await project.write('saved.xml', saved);
    const dry = await project.run(['import', 'saved.xml', '--dry-run', '--media', 'leave']);
    expect(dry).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('1 episode would be imported') as string,
    });
    expect(dry.stderr).toContain('the further page "feed-2.xml" of the feed is no address');
    asked.length = 0;
    expect((await project.run(['import', `${origin}/feed.xml`, '--media', 'leave'])).stdout).toContain('3 episodes');
    expect(await project.run(['build'])).toMatchObject({ exitCode: 0 });
    expect(asked.filter((url) => url.includes('.mp3'))).toEqual([]);
    const { items } = await published(project);
    expect(items.map(({ enclosure }) => enclosure)).toEqual(
      ['3.mp3?s=1', '2.mp3', '1.mp3'].map((name) => ({
        url: `${origin}/${name}`,
        length: mp3.length,
        type: 'audio/mpeg',
      })),
    );
    expect(items.map(({ texts }) => texts)).toEqual([[5, 1], [0, 1], [0, 0]]); // prettier-ignore
    const page = await project.read('output/episodes/newest-best/index.html');
    expect(page).toContain(`media-src 'self' ${origin};`);
    expect(page).toContain(`src="${origin}/3.mp3?s`);
    expect(await project.run(['check'])).toMatchObject({ exitCode: 0 });
    const before = await project.files('output');
    expect(await project.run(['build'])).toMatchObject({ exitCode: 0 });
    expect(await project.files('output')).toEqual(before);
  });
});
