import { describe, expect, it } from 'vitest';
import { extractHtml } from '../../../../src/sources/kinds/html/extract-html.js';
import { FIRST_PARAGRAPH, LAST_PARAGRAPH } from './frames.js';

const OTHER = 'The fog came in at nine, and with it the first message that the boat would have to wait for daylight.';

describe('lines of an article', () => {
  for (const line of [
    'Like us, the gulls had not slept.',
    'Find us a pilot who is never late, said the mayor, and we will build the second quay.',
    'Reach the summit at dawn and the whole bay lies below.',
    'Subscribe to nothing, he once wrote.',
    'Register to vote today, the poster said.',
    'Support independent bookshops, the sign asked, and nobody did.',
    'Download the app and the kettle refuses to boil.',
    'Share your thoughts with your neighbour every evening.',
    'Posted in Bergen, he wrote home every week.',
    'Реклама на телевидении подорожала, и лодки больше никто не рекламирует.',
    '评论员认为，港口的排队还会持续几个星期。',
    '广告收入下降了，报纸只好涨价。',
  ]) {
    it(`hold prose that begins like a notice: ${line}`, () => {
      expect(texts(`<p>${line}</p>`)).toEqual([FIRST_PARAGRAPH, OTHER, line, LAST_PARAGRAPH]);
    });
  }

  for (const line of [
    'Follow us on Facebook and Instagram.',
    'Do you live by the harbour? Email us at desk@harbour.example',
    'Sign up here for our morning newsletter.',
    'Vous aimez le port ? Abonnez-vous à notre newsletter.',
    'Melden Sie sich jetzt für unseren Newsletter an.',
    'Continua depois da publicidade',
    'Lesezeit: 4 Minuten',
    'Facebook Twitter WhatsApp E-Mail',
    'Download the free Harbour app for alerts',
    'Citation: Ships queue (2024, May 2) retrieved 3 May 2024 from https://harbour.example/queue',
  ]) {
    it(`do not hold what a publisher says to readers: ${line}`, () => {
      expect(texts(`<p>${line}</p>`)).toEqual([FIRST_PARAGRAPH, OTHER, LAST_PARAGRAPH]);
    });
  }

  it('keep headings whose id is their own text', () => {
    const section = (title: string): string =>
      `<h2 id="${title.toLowerCase().replaceAll(' ', '-')}">${title}</h2><p>${title}: ${OTHER}</p>`;
    const titles = ['Share prices', 'Social media', 'Related work', 'Comments from abroad', 'Search'];
    expect(texts(titles.map(section).join(''))).toEqual([
      FIRST_PARAGRAPH,
      OTHER,
      ...titles.flatMap((title) => [title, `${title}: ${OTHER}`]),
      LAST_PARAGRAPH,
    ]);
  });

  it('are silent where a quotation says again what a paragraph said', () => {
    const { blocks } = extractHtml(
      page('<blockquote><p>the first message that the boat would have to wait</p></blockquote>'),
    );
    expect(blocks.find(({ kind }) => kind === 'quote')).toMatchObject({ audio: 'skip' });
  });

  it('are silent where they only part sections or tell of commissions', () => {
    const notice = 'We may earn a commission when you buy through our links.';
    const { blocks } = extractHtml(page(`<p>* * *</p><p>${OTHER} Twice.</p><p>${notice}</p>`));
    const silent = blocks.filter(({ audio }) => audio === 'skip');
    expect(silent.map((block) => ('spans' in block ? block.spans[0]?.text : ''))).toEqual(['* * *', notice]);
  });
});

function texts(body: string): readonly string[] {
  return extractHtml(page(body))
    .blocks.filter(({ kind }) => kind !== 'title')
    .map((block) => ('spans' in block ? block.spans.map(({ text }) => text).join('') : ''));
}

function page(body: string): string {
  return `<html lang="en"><head><title>Ships queue</title></head><body><main><h1>Ships queue</h1><div><p>${FIRST_PARAGRAPH}</p><p>${OTHER}</p>${body}<p>${LAST_PARAGRAPH}</p></div></main></body></html>`;
}
