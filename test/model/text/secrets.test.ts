import { describe, expect, it } from 'vitest';
import {
  findSecrets,
  maskSecrets,
  publicAddress,
  publicText,
  sourceAddress,
  sourceLocation,
} from '../../../src/model/text/secrets.js';

const H = 'https://news.example';

describe('an address as it may be published', () => {
  it.each([
    [`${H}/feed?token=abc123`, `${H}/feed`],
    [`${H}/feed?page=2&api_key=1`, `${H}/feed?page=2`],
    [`${H}/feed?accessToken=x&lang=de#top`, `${H}/feed?lang=de#top`],
    [`${H}/a?X-Amz-Signature=0f&X-Amz-Credential=AK&X-Amz-Date=1`, `${H}/a?X-Amz-Date=1`],
    [`${H}/a#access_token=xyz`, `${H}/a`],
    ['https://anna:geheim@news.example/a', `${H}/a`],
    ['https://anna@news.example/a?p=7', `${H}/a?p=7`],
    ['postgres://root:geheim@db.example/x', 'postgres://db.example/x'],
    [`${H}/a;jsessionid=1F2E?p=1`, `${H}/a?p=1`],
    [`${H}/a?pw=1&authkey=2&code=3&x=9f8e7d6c5b4a39281706&id=5`, `${H}/a?id=5`],
    [`${H}/a?a=1;token=2`, `${H}/a?a=1`],
    [`${H}/c?u=${encodeURIComponent(`${H}/a?token=7&p=1`)}`, `${H}/c?u=${encodeURIComponent(`${H}/a?p=1`)}`],
    [`${H}/a?next=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc`, `${H}/a`],
  ])('%s → %s', (address, shown) => {
    expect(publicAddress(address)).toBe(shown);
    expect(publicAddress(shown)).toBe(shown);
  });

  it.each([
    `${H}/?p=123`,
    `${H}/a?id=550e8400-e29b-41d4-a716-446655440000`,
    `${H}/watch?v=dQw4w9WgXcQ&list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf`,
    `${H}/The%20Clock?utm_source=x`,
    `${H}/monkey?keyword=donkey&author=Ann&design=2`,
    'mailto:anna@news.example',
    'articles/token=7.md',
    'tag:news.example,2026:a@b',
  ])('leaves %s as it is written', (address) => expect(publicAddress(address)).toBe(address));
});

describe('the address of a source', () => {
  it.each([
    [`${H}/feeds/9f8e7d6c5b4a39281706f5e4d3c2b1a0/rss`, /^https:\/\/news\.example\/feeds\/~[0-9a-f]{8}\/rss$/u],
    [`${H}/rss/aB3dE5fG7hI9jK1lM3nO5.xml?u=9f8e7d6c5b4a39281706`, /^https:\/\/news\.example\/rss\/~\w{8}$/u],
    [`${H}/f.xml?k=Q05K&id=5&cat=local-news&page=12`, /\/f\.xml\?k=~\w{8}&id=5&cat=local-news&page=12$/u],
    [`${H}/2026/11/27/the-clock-of-the-old-town-does-not-run`, /\/the-clock-of-the-old-town-does-not-run$/u],
    [`${H}/feed/category/local-news-2026.xml`, /local-news-2026\.xml$/u],
  ])('%s', (address, shown) => expect(sourceAddress(address)).toMatch(shown));

  it('keeps the place of an item in it, and cleans an id that is an address', () => {
    const location = `${H}/feed?token=abc#${encodeURIComponent(`${H}/a?key=1`)}`;
    expect(sourceLocation(location)).toBe(`${H}/feed#${encodeURIComponent(`${H}/a`)}`);
    expect(sourceLocation('articles/a#b.md')).toBe('articles/a#b.md');
  });
});

describe('a text as it may be shown', () => {
  it('has no key in any of its addresses', () => {
    expect(publicText(`"${H}/f?token=abc" answered 500; see <https://a:b@x.example/y>.`)).toBe(
      `"${H}/f" answered 500; see <https://x.example/y>.`,
    );
  });

  it('has nothing of what was sent, and nothing that has the shape of a key', () => {
    const text = 'key 0123456789abcdef was refused, and so was sk-live-abcdefgh; ghp_fedcba9876543210 too.';
    expect(maskSecrets(text, ['0123456789abcdef'])).toBe('key [key] was refused, and so was [key]; [key] too.');
  });
});

describe('what looks like a secret in an article', () => {
  it.each([
    'Log in with password: hunter2!x today.',
    'export API_KEY=abcd1234efgh',
    'The key AKIAIOSFODNN7EXAMPLE was in the log.',
    'Token: ghp_0123456789abcdefABCDEF',
    'Read it at https://news.example/a?token=abc123 now.',
    'Authorization: Bearer abcdefgh12345678',
    '-----BEGIN RSA PRIVATE KEY----- MIIE',
  ])('%s', (text) => expect(findSecrets(text)).toHaveLength(1));

  it.each([
    'The password: a word nobody guesses.',
    'The key to the house lay under the mat.',
    'Call the secret service at 555-0123.',
    'A token: friendship.',
    'The skeleton sk-1 was found in Bearer County.',
    'Their token = respect, said the API key person.',
  ])('not: %s', (text) => expect(findSecrets(text)).toEqual([]));
});
