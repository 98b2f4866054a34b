import { describe, expect, it } from 'vitest';
import {
  cacheControlOf,
  contentTypeOf,
  isPublishedPath,
  mediaTypeOf,
  publishedUrl,
  toBaseUrl,
} from '../../../src/model/publication/paths/addresses.js';
import {
  chaptersBeside,
  dataBesideAudio,
  episodePaths,
  isTranscriptPath,
  transcriptBeside,
} from '../../../src/model/publication/paths/episode-paths.js';
import { listFolder, pageOf, rootFrom } from '../../../src/model/publication/paths/page-paths.js';
import { thumbnailPath } from '../../../src/model/publication/paths/show-paths.js';

const SHOW = { baseUrl: 'https://harbour.example/podcast/' };

describe('published paths', () => {
  it('put all files of an episode into the folder of its slug', () => {
    const paths = episodePaths('the-tide-table');
    expect([paths.folder, paths.page, paths.data, paths.audio('the-tide-table-0a1b2c3d.mp3')]).toEqual([
      'episodes/the-tide-table/',
      'episodes/the-tide-table/index.html',
      'episodes/the-tide-table/episode.json',
      'episodes/the-tide-table/the-tide-table-0a1b2c3d.mp3',
    ]);
    expect(dataBesideAudio(paths.audio('x.mp3'))).toBe(paths.data);
  });

  it.each([
    ['episodes/a/a-0a1b2c3d.mp3', 'episodes/a/chapters-0a1b2c3d.json', 'episodes/a/transcript-0a1b2c3d.vtt'],
    [
      'episodes/news-20240131/news-20240131-deadbeef.m4a',
      'episodes/news-20240131/chapters-deadbeef.json',
      'episodes/news-20240131/transcript-deadbeef.vtt',
    ],
    ['episodes/a-0a1b2c3d/x.mp3', 'episodes/a-0a1b2c3d/chapters.json', 'episodes/a-0a1b2c3d/transcript.vtt'],
  ])('name what belongs to %s by its hash', (audio, chapters, transcript) => {
    expect([chaptersBeside(audio), transcriptBeside(audio, 'vtt')]).toEqual([chapters, transcript]);
    expect([mediaTypeOf(chapters), isTranscriptPath(transcript)]).toEqual(['application/json+chapters', true]);
  });

  it('lead back to the root from wherever a page is', () => {
    expect([1, 2, 11].map((number) => pageOf(listFolder(number)))).toEqual([
      'index.html',
      'page/2/index.html',
      'page/11/index.html',
    ]);
    expect(['', 'page/2/', episodePaths('a').folder].map(rootFrom)).toEqual(['', '../../', '../../']);
  });

  it('name a thumbnail after the cover it was made of', () => {
    expect(thumbnailPath('cover-0a1b2c3d.png', 480)).toBe('cover-0a1b2c3d-480.jpg');
  });

  it.each([
    ['feed.xml', 'application/rss+xml; charset=utf-8', 'public, max-age=300'],
    ['index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['manifest.json', 'application/json; charset=utf-8', 'no-cache'],
    ['episodes/a/chapters.json', 'application/json+chapters; charset=utf-8', 'no-cache'],
    ['episodes/a/chapters-0a1b2c3d.json', 'application/json+chapters; charset=utf-8', 'no-cache'],
    ['episodes/a/transcript-0a1b2c3d.srt', 'application/x-subrip; charset=utf-8', 'no-cache'],
    ['episodes/a/a-0a1b2c3d.mp3', 'audio/mpeg', 'public, max-age=31536000, immutable'],
    ['episodes/a/a-0a1b2c3d.m4a', 'audio/x-m4a', 'public, max-age=31536000, immutable'],
    ['cover-0a1b2c3d.jpg', 'image/jpeg', 'public, max-age=31536000, immutable'],
    ['assets/style-0a1b2c3d.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['assets/player-0a1b2c3d/player.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['episodes/a/constructor', 'application/octet-stream', 'no-cache'],
    ['sitemap.xml', 'application/xml; charset=utf-8', 'no-cache'],
    ['picture.svg', 'image/svg+xml', 'no-cache'],
    ['PICTURE.JPG', 'image/jpeg', 'no-cache'],
  ])('say what a host sends with %s', (path, contentType, cacheControl) => {
    expect([contentTypeOf(path), cacheControlOf(path)]).toEqual([contentType, cacheControl]);
  });

  it.each([
    ['feed.xml', '<?xml version="1.0"?><?xml-stylesheet href="a.css"?>\n<rss version="2.0">', 'application/rss+xml'],
    ['data/catalogue.xml', '<?xml version="1.0"?>\n<list><rssItem/></list>', 'application/xml'],
    ['data/catalogue.xml', '<feed xmlns="http://www.w3.org/2005/Atom">', 'application/atom+xml'],
    ['de.json', '{\n "version": "https://jsonfeed.org/version/1.1"', 'application/feed+json'],
    ['api/all.json', '["feed"]', 'application/json'],
  ])('tell what %s is by %s', (path, beginning, type) => {
    expect(contentTypeOf(path, beginning)).toBe(`${type}; charset=utf-8`);
    expect(cacheControlOf(path, beginning)).toBe(/[sdm]\+/u.test(type) ? 'public, max-age=300' : 'no-cache');
  });

  it.each(['episodes/news-20240131/index.html', 'episodes/x-deadbeef/transcript.vtt', 'page/2/index.html'])(
    'do not let %s be kept for ever, whatever its slug looks like',
    (path) => {
      expect(cacheControlOf(path)).toBe('no-cache');
    },
  );

  it('have a media type without parameters, as a feed writes it', () => {
    expect(['a.mp3', 'transcript.vtt', 'chapters.json'].map((name) => mediaTypeOf(name))).toEqual([
      'audio/mpeg',
      'text/vtt',
      'application/json+chapters',
    ]);
  });

  it.each(['../x', '/etc/x', 'a/../../x', 'a//x', './x', 'a/', 'a\\..\\x', 'C:x', 'a\0b', '', '.', '..'])(
    'do not hold %j',
    (path) => {
      expect(isPublishedPath(path)).toBe(false);
    },
  );

  it.each(['index.html', '.lector-files.json', 'episodes/a/ä b.txt', 'a/..b/c...d'])('may hold %j', (path) => {
    expect(isPublishedPath(path)).toBe(true);
  });

  it('become addresses below the base, percent-encoded where they have to be', () => {
    expect(
      ['', 'feed.xml', 'episodes/a/', 'a b/ü.txt', '-x', 'https://elsewhere.example/x.jpg'].map((path) =>
        publishedUrl(SHOW, path),
      ),
    ).toEqual([
      'https://harbour.example/podcast/',
      'https://harbour.example/podcast/feed.xml',
      'https://harbour.example/podcast/episodes/a/',
      'https://harbour.example/podcast/a%20b/%C3%BC.txt',
      'https://harbour.example/podcast/-x',
      'https://elsewhere.example/x.jpg',
    ]);
  });

  it.each([
    ['https://harbour.example', 'https://harbour.example/'],
    ['https://Harbour.example/pod', 'https://harbour.example/pod/'],
    ['https://harbour.example/pod/', 'https://harbour.example/pod/'],
  ])('make a base of %s', (address, base) => {
    expect(toBaseUrl(address)).toBe(base);
  });
});
