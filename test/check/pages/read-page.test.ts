import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/check/pages/read-page.js';

describe('readPage', () => {
  it.each([
    ['a.mp3#t=31', 31_000],
    ['#t=31.5', 31_500],
    ['#t=0:31', 31_000],
    ['#t=1:02:03', 3_723_000],
    ['#t=npt:0:05', 5_000],
    ['#t=10,20', 10_000],
  ])('finds the moment that %s links to', (href, startMs) => {
    const { links } = readPage(`<a href="${href}">Introduction</a>`, 'index.html');
    expect(links).toEqual([{ startMs, text: 'Introduction' }]);
  });

  it.each(['#t=', '#t=1:99', '#top', 'a.mp3'])('takes %s for no link to a moment', (href) => {
    expect(readPage(`<a href="${href}">Introduction</a>`, 'index.html').links).toEqual([]);
  });
});
