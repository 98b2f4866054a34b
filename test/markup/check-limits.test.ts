import { describe, expect, it } from 'vitest';
import { checkLimits } from '../../src/markup/check-limits.js';

describe('checkLimits', () => {
  it('refuses elements nested deeper than 512, with the line', () => {
    expect(() => checkLimits('<div>'.repeat(512))).not.toThrow();
    expect(() => checkLimits(`<p>first line</p>\n${'<div>'.repeat(513)}`)).toThrow(
      expect.objectContaining({
        code: 'E_TOO_DEEP',
        message: 'The page nests elements deeper than the limit 512 (line 2).',
      }),
    );
  });

  it('refuses more than 200,000 nodes', () => {
    expect(() => checkLimits('<br>'.repeat(200_000))).not.toThrow();
    expect(() => checkLimits('<br>'.repeat(200_001))).toThrow(expect.objectContaining({ code: 'E_TOO_MANY_NODES' }));
  });

  it('refuses a tag with more than 256 attributes', () => {
    const tag = (count: number): string =>
      `<p ${Array.from({ length: count }, (_, index) => `a${index}="x > y"`).join(' ')}>`;
    expect(() => checkLimits(tag(256))).not.toThrow();
    expect(() => checkLimits(tag(257))).toThrow(expect.objectContaining({ code: 'E_TOO_MANY_ATTRIBUTES' }));
  });

  it('knows the elements that close themselves', () => {
    const page = [
      '<li>one'.repeat(600),
      '<p>one'.repeat(600),
      '<tr><td>a<td>b'.repeat(600),
      '<dt>a<dd>b'.repeat(600),
      '<img src="/a.png">'.repeat(600),
      '<option>a'.repeat(600),
    ];
    for (const html of page) expect(() => checkLimits(html)).not.toThrow();
  });

  it('does not count what stands in scripts, styles and comments', () => {
    expect(() => checkLimits(`<script>${'<div>'.repeat(900)}</script>`)).not.toThrow();
    expect(() => checkLimits(`<style>${'<div>'.repeat(900)}</style>`)).not.toThrow();
    expect(() => checkLimits(`<!-- ${'<div>'.repeat(900)} -->`)).not.toThrow();
  });

  it('closes what an end tag closes', () => {
    expect(() => checkLimits('<div><b><i>x</div>'.repeat(600))).not.toThrow();
    expect(() => checkLimits('</div>'.repeat(600) + '<div>x</div>')).not.toThrow();
  });
});
