import { feed } from '../../src/sources/kinds/feed.js';
import { html } from '../../src/sources/kinds/html.js';
import { markdown } from '../../src/sources/kinds/markdown/markdown.js';
import { pageDump } from '../../src/sources/kinds/page-dump.js';
import { programme } from '../../src/sources/kinds/programme/programme.js';
import { text } from '../../src/sources/kinds/text.js';
import { url } from '../../src/sources/kinds/url.js';
import { describeSource } from '../contracts/describe-source.js';
import { articlePage } from './fetch/faulty-web-server.js';

describeSource(markdown, {
  origin: 'articles',
  location: 'articles/a.md',
  content: '---\ntitle: The pier\n---\n\nThe *pier* is open.\n\n- One\n- Two\n',
});
describeSource(html, { origin: 'articles', location: 'articles/a.html', content: articlePage('The pier') });
describeSource(text, { origin: 'articles', location: 'articles/a.txt', content: 'The pier\n\nThe pier is open.' });
describeSource(pageDump, {
  origin: 'articles',
  location: 'articles/page.txt',
  content: [
    'icon star-bicon staricon bellicon crossicon',
    '12 Mar, 2024 18:05',
    'The pier is open again',
    'The pier of Westmere is open again after four years of work, the port authority said on Tuesday in a statement.',
    'Ferries will use it from the first of April, and the old pier will be closed for repairs until the end of the year.',
    '0:00 25:48',
  ].join('\n'),
});
describeSource(programme, {
  origin: 'programmes',
  location: 'audio/programmes/talk.yaml',
  recording: { audio: 'audio/programmes/talk.mp3' },
  content: 'title: A talk\nchapters:\n  - 0:00 Start\n',
});
describeSource(url, {
  origin: 'address',
  location: 'https://post.example/pier',
  url: 'https://post.example/pier',
  mediaType: 'text/html',
  content: articlePage('The pier'),
});
describeSource(feed, {
  origin: 'address',
  location: 'https://post.example/feed',
  url: 'https://post.example/feed',
  mediaType: 'application/rss+xml',
  content:
    '<rss version="2.0"><channel><title>Post</title><item><title>The pier</title><guid>1</guid>' +
    '<description>The pier is open.</description></item></channel></rss>',
});
