import { describe, expect, it } from 'vitest';
import { spellingKey } from '../../../src/model/publication/identity.js';

describe('spellingKey', () => {
  it.each([
    ['http://p.example/story', 'https://p.example/story'],
    ['http://p.example/story', 'http://WWW.P.example/story/'],
    ['http://p.example:80/story', 'https://p.example:443/story'],
    ['http://p.example/?p=12', 'https://p.example?p=12&utm_source=rss&fbclid=x'],
    ['https://p.example/a%20b', 'https://p.example/a b'],
    ['https://bücher.example/x', 'https://xn--bcher-kva.example/x'],
  ])('is the same for %s and %s', (first, second) => {
    expect(spellingKey(second)).toBe(spellingKey(first));
  });

  it.each([
    ['https://p.example/?p=12', 'https://p.example/?p=13'],
    ['https://p.example/Story', 'https://p.example/story'],
    ['https://p.example/#aaa', 'https://p.example/#bbb'],
    ['https://p.example:8080/x', 'https://p.example/x'],
    ['tag:p.example,2026:1', 'tag:p.example,2026:2'],
    ['0012', '12'],
  ])('tells %s from %s', (first, second) => {
    expect(spellingKey(second)).not.toBe(spellingKey(first));
  });
});
