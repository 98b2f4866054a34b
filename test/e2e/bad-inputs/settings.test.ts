import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseHTML } from 'linkedom';
import { readId3Chapters } from '../../../src/chapters/read-id3-chapters.js';
import { BAD_INPUTS, badInputsOf, readBadInput } from './corpus.js';
import { changes, describeBadInputs, type Aftermath } from './describe-bad-inputs.js';
import { startSpeechServer, type SpeechServer } from './speech-server.js';
import { buildGoodShow, configWith, type GoodShow } from './test-show.js';
import { closeWeb, connections, connectToWeb, openWeb, resolveName, serve } from './web.js';

vi.mock('../../../src/sources/fetch/connect-pinned.js', async (importActual) => ({
  ...(await importActual<object>()),
  resolveByDns: (hostname: string) => resolveName(hostname),
  connectSocket: (target: Parameters<typeof connectToWeb>[0]) => connectToWeb(target),
}));

beforeAll(openWeb);
afterAll(closeWeb);

const guidsOf = ({ published }: Aftermath): readonly string[] => {
  const { episodes } = JSON.parse(published.get('manifest.json')?.toString('utf8') ?? '') as {
    episodes: { guid: string; location: string }[];
  };
  return episodes.filter(({ location }) => location.includes('.xml')).map(({ guid }) => guid);
};

/** Title and start of every chapter in the file of the recorded programme. */
const chaptersOf = ({ published }: Aftermath): readonly (readonly [string, number])[] => {
  const [, audio] = [...published].find(([name]) => /a-talk-.*\.mp3$/u.test(name)) ?? [];
  const read = readId3Chapters(audio ?? Buffer.of());
  return (read?.chapters ?? []).map(({ title, startMs }) => [title, startMs]);
};

const expectNoConnection = (): void => expect(connections.splice(0)).toEqual([]);
beforeEach(() => void connections.splice(0));
const refusedAddresses = badInputsOf('url').filter(({ result }) => result === 'reject');

it('every kind of the corpus has a test', () => {
  const tested = 'article frontmatter html config lexicon template chapters feed url audio state cli'.split(' ');
  expect([...new Set(BAD_INPUTS.map(({ kind }) => kind))].sort()).toEqual(tested.sort());
});

describeBadInputs(badInputsOf('config', 'lexicon', 'template', 'chapters', 'feed', 'url'), {
  ...Object.fromEntries(refusedAddresses.map(({ file }) => [file, expectNoConnection])),
  'chapters/first-not-zero.json': (after) =>
    expect(chaptersOf(after)).toEqual([
      ['A talk', 0],
      ['a', 5000],
    ]),
  'chapters/title-ffmetadata-special.json': (after) => expect(chaptersOf(after)).toEqual([['a=b;c#d\\e', 0]]),
  'chapters/title-newline-injection.json': (after) => expect(chaptersOf(after)).toHaveLength(1),
  'chapters/unsorted.json': (after) =>
    expect(chaptersOf(after)).toEqual([
      ['a', 0],
      ['b', 10_000],
    ]),
  'config/base-url-credentials.yaml': ({ result }) => expect(result.text).not.toContain('u:p@'),
  'config/inline-secret.yaml': ({ result, text }) => expect(result.text + text).not.toContain('sk_000'),
  'feed/double-escaped.xml': ({ text }) => expect(text).not.toMatch(/&amp;amp;lt;|onerror=/iu),
  'feed/enclosure-credentials.xml': ({ result, text }) => expect(result.text + text).not.toMatch(/user:pass|\bpass\b/u),
  'feed/enclosure-length-zero.xml': ({ published }) =>
    expect(published.get('feed.xml')?.toString('utf8')).not.toContain('length="0"'),
  'feed/guid-big-int.xml': (after) =>
    expect([...guidsOf(after)].sort()).toEqual(['12345678901234567890', '12345678901234567891']),
  'feed/guid-exponent.xml': (after) => expect([...guidsOf(after)].sort()).toEqual(['0x3E8', '1000', '1e3']),
  'feed/guid-leading-zero.xml': (after) => expect([...guidsOf(after)].sort()).toEqual(['0012', '12']),
  'feed/guid-duplicate.xml': (after) => expect(guidsOf(after)).toEqual(['same']),
  'feed/link-loopback.xml': expectNoConnection,
  'feed/new-feed-url.xml': () => expect(connections.splice(0).join(' ')).not.toContain('evil.example'),
  'feed/xxe-http.xml': expectNoConnection,
  'lexicon/cycle.json': ({ spoken }) => expect(spoken.join(' ')).toContain('What b is, a is not'),
  'lexicon/growth.json': ({ spoken }) => expect(spoken.join(' ')).toContain('What aaaaaaaaaa is, b is not'),
  'template/cdata-end.hbs': ({ published }) => expect(published.get('feed.xml')?.toString('utf8')).toContain(']]&gt;'),
  'template/javascript-href.hbs': ({ text }) => expect(text).not.toContain('javascript:'),
  'url/soft-hyphen.url': ({ text }) => {
    expect(connections.splice(0)).toEqual(['example.com 93.184.216.34:80']);
    expect(text).toContain('http://example.com/');
    expect(text).not.toContain('\u00AD');
  },
});

describe('what was published from the web', () => {
  const FEED = 'https://example.org/feed.xml';
  const ITEM =
    '<item><title>One</title><guid isPermaLink="false">1</guid><description>Words to say.</description></item>';
  const GOOD_FEED = `<rss version="2.0"><channel><title>C</title><link>https://example.org/</link>${ITEM}</channel></rss>`;
  let speech: SpeechServer;
  let good: GoodShow;

  beforeAll(async () => {
    serve({ '/feed.xml': GOOD_FEED });
    speech = await startSpeechServer();
    const sources = `sources: [{url: '${FEED}'}, {url: 'https://example.org/page'}]\n`;
    good = await buildGoodShow(speech.url, { 'lector.yaml': configWith(speech.url, { tail: sources }) });
  });
  afterAll(async () => {
    speech.close();
    await good.remove();
  });

  it('stays byte for byte when its feed goes bad, whatever way', async () => {
    const before = await good.show.published();
    const show = await good.copy();
    const whole = badInputsOf('feed').filter(({ code }) => /^E_(?:XML|FEED|ENCODING|TOO_DEEP)/u.test(code));
    expect(whole.length).toBeGreaterThan(6);
    for (const { file, code, exitCode } of whole) {
      serve({ '/feed.xml': readBadInput(file) });
      const result = await show.build();
      const codes: readonly string[] = result.findings.map((finding) => finding.code);
      expect([file, codes.includes(code), result.exitCode, result.text]).toEqual([file, true, exitCode, result.text]);
      expect([file, changes(before, await show.published())]).toEqual([file, []]);
    }
  });

  it('stays byte for byte when its page becomes an error page with status 200', async () => {
    const before = await good.show.published();
    const show = await good.copy();
    serve({ '/feed.xml': GOOD_FEED, '/page': readBadInput('html/soft-404.html') });
    const result = await show.build();
    expect(result.findings.map(({ code }) => code)).toEqual(['W_SHRUNK']);
    expect(changes(before, await show.published())).toEqual([]);
  });

  it('gets the date it was first seen where the feed has none, in every build', async () => {
    const show = await good.copy();
    const xml = readBadInput('feed/pubdate-invalid.xml')
      .toString('utf8')
      .replace('<item>', '<item><description>Words.</description>');
    serve({ '/feed.xml': xml });
    const dates: (string | undefined)[] = [];
    for (const day of ['2026-03-02', '2026-03-09']) {
      await show.build({ now: () => new Date(`${day}T00:00:00Z`) });
      const { document } = parseHTML((await show.published()).get('feed.xml')?.toString('utf8') ?? '');
      dates.push(
        [...document.querySelectorAll('item')]
          .map((item) => item.querySelector('pubDate')?.textContent ?? '')
          .sort()
          .join(),
      );
    }
    expect(dates[0]).toMatch(/0[12] Mar 2026/u);
    expect(dates[1]).toBe(dates[0]);
  });

  it('is not touched by a page template with a mistake', async () => {
    const before = await good.show.published();
    const show = await good.copy();
    serve({ '/feed.xml': GOOD_FEED });
    await show.write('templates/pages/episode.hbs', readBadInput('template/unknown-field.hbs'));
    const result = await show.build();
    expect([result.exitCode, result.findings.map(({ code }) => code)]).toEqual([3, ['E_TEMPLATE_FIELD']]);
    expect(changes(before, await show.published())).toEqual([]);
  });
});
