import { expect, vi } from 'vitest';
import { parseHTML } from 'linkedom';
import { parseBuffer } from 'music-metadata';
import { readBadInput, badInputsOf } from './corpus.js';
import { describeBadInputs, type Aftermath } from './describe-bad-inputs.js';
import { readFeedTexts } from './published-texts.js';

/** Articles, front matter and pages of the corpus; nothing in them may make Lector ask the network. */
vi.mock('../../../src/sources/fetch/connect-pinned.js', async (importActual) => ({
  ...(await importActual<object>()),
  connectSocket: () => {
    throw new Error('a document made Lector connect');
  },
}));

const titlesOf = ({ published }: Aftermath): readonly string[] =>
  readFeedTexts(published.get('feed.xml')?.toString('utf8') ?? '').get('title') ?? [];
const wordsOf = (text: string): readonly string[] => (text.match(/[\p{L}\p{N}]+/gu) ?? []).sort();

describeBadInputs(badInputsOf('article', 'frontmatter', 'html'), {
  'article/ansi-osc.txt': ({ text }) => expect(text).not.toContain('\u001B'),
  'article/duplicate-body-b.md': (after) => {
    expect(titlesOf(after)).toEqual(expect.arrayContaining(['First copy', 'Second copy']));
    expect(new Set(after.spoken).size).toBe(after.spoken.length);
  },
  'article/markdown-js-links.md': ({ text }) => expect(text).not.toMatch(/javascript:|vbscript:/iu),
  'article/markdown-local-files.md': ({ text }) => expect(text).not.toContain('/etc/hostname'),
  'article/one-long-sentence.txt': ({ spoken }) => {
    const source = readBadInput('article/one-long-sentence.txt').toString('utf8');
    const said = wordsOf(spoken.join(' '));
    expect(wordsOf(source).filter((word) => !said.includes(word))).toEqual([]);
    expect(Math.max(...spoken.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(4096);
  },
  'article/script-in-markdown.md': ({ text }) => expect(text).not.toMatch(/<script>|onerror/iu),
  'article/ssml-injection.txt': ({ published, spoken }) => {
    const { episodes } = JSON.parse(published.get('manifest.json')?.toString('utf8') ?? '') as {
      episodes: { location: string; audio: { durationMs: number } }[];
    };
    const episode = episodes.find(({ location }) => location.includes('ssml-injection'));
    expect(episode?.audio.durationMs).toBeLessThan(30_000);
    expect(spoken.join(' ')).not.toMatch(/<\/?(?:speak|break|audio)/u);
  },
  'article/tag-characters.txt': ({ spoken }) => expect(spoken).toContain('Hello world.'),
  'article/zero-width.txt': ({ spoken }) => expect(spoken).toContain('reset password end.'),
  'article/zwj-emoji-and-indic.txt': ({ text }) => expect(text).toContain('👩‍👩‍👧 and क्‍ष stay whole.'),
  'frontmatter/date-future.md': (after) => expect(titlesOf(after)).not.toContain('D'),
  'frontmatter/date-invalid.md': ({ text }) => expect(text).not.toContain('Invalid Date'),
  'frontmatter/slug-non-latin-title.md': ({ published }) => {
    expect([...published.keys()].join('\n')).toMatch(/^episodes\/ep-[0-9a-f]{8}\/index\.html$/mu);
  },
  'frontmatter/title-html.md': async (after) => {
    const title = '<img src=x onerror=alert(1)> & <b>bold</b>';
    expect(titlesOf(after)).toContain(title);
    const { document } = parseHTML(after.published.get('index.html')?.toString('utf8') ?? '');
    expect(document.querySelector('main')?.textContent).toContain(title);
    const [, audio] = [...after.published].find(([name]) => /img-src.*\.mp3$/u.test(name)) ?? [];
    expect((await parseBuffer(audio ?? Buffer.of())).common.title).toBe(title);
  },
  'frontmatter/title-lone-surrogate.md': (after) => {
    expect(titlesOf(after)).toContain('AB');
    expect(after.text).not.toContain('\uFFFD');
  },
  'frontmatter/title-number.md': (after) => expect(titlesOf(after)).toContain('1.10'),
  'html/hidden-text.html': ({ spoken, text }) => expect(`${spoken.join()} ${text}`).not.toMatch(/secret narration/iu),
  'html/og-image-private.html': ({ text }) => expect(text).not.toContain('127.0.0.1:6379'),
  'html/spa-shell.html': ({ text }) => expect(text).not.toContain('enable JavaScript'),
  'html/subresources.html': ({ published }) => {
    const pages = [...published].filter(([name]) => /\.(?:html|xml)$/u.test(name));
    expect(pages.filter(([, bytes]) => bytes.includes('tracker.example'))).toEqual([]);
  },
  'html/xss-base-href.html': ({ text }) => expect(text).not.toContain('evil.example'),
  'html/xss-dom-clobber.html': ({ text }) => expect(text).not.toMatch(/getElementById|firstChild|"cookie"/u),
  'html/xss-form-action.html': ({ text }) => expect(text).not.toContain('evil.example'),
});
