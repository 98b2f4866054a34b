import { describe, expect, it } from 'vitest';
import { closeSections } from '../../../../src/sources/kinds/feed/close-sections.js';
import { mendXml } from '../../../../src/sources/kinds/feed/mend-xml.js';
import { collectOne } from '../../project.js';

const item = (number: number, more = ''): string =>
  `<item><title>Story ${number}</title><guid>tag:${number}</guid>${more}<description><![CDATA[<p>Text ${number}.</p>]]></description></item>\n`;
const feed = (items: string): string =>
  `<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Wire</title>\n${items}</channel></rss>\n`;
const three = (second: string): string => feed(item(1) + second + item(3));
const ALL = ['Story 1', 'Story 2', 'Story 3'];

describe('a feed that is not well-formed', () => {
  it.each([
    ['an & that stands for itself', three(item(2).replace('Story 2', 'Fish & chips')), ['Story 1', 'Fish & chips', 'Story 3']],
    ['a name only HTML knows', three(item(2).replace('Story 2', 'Caf&eacute;')), ['Story 1', 'Café', 'Story 3']],
    ['a control character', three(item(2).replace('Story', 'Story\u0008')), ALL],
    ['a reference to one', three(item(2).replace('Story', 'Story&#8;')), ALL],
    ['a < that stands for itself', three(item(2).replace('Story 2', 'I <3 it')), ['Story 1', 'I <3 it', 'Story 3']],
    ['a title that is never closed', three(item(2).replace('</title>', '')), ALL],
    ['a category that is never closed', three(item(2, '<category>Port')), ALL],
    ['an item that is never closed', three(item(2).replace('</item>', '')), ALL],
    ['an end of nothing', three(item(2, '</b></div>')), ALL],
    ['HTML as it stands', three(item(2).replace(/<description>.*<\/description>/u, '<description>Text 2.<br><b>More</i></description>')), ALL],
    ['HTML that is never closed', three(item(2).replace(/<description>.*<\/description>/u, '<description>Text 2.<p>')), ALL],
    ['a CDATA section that is never closed', three(item(2).replace(']]>', '')), ALL],
    ['one in the first item, and in the second', feed(item(1).replace(']]>', '') + item(2).replace(']]>', '') + item(3)), ALL],
    ['one in the last item', feed(item(1) + item(3) + item(2).replace(']]>', '')), ALL],
    ['one that is not closed with its element', three(item(2).replace(/\]\]><\/description>/u, '')), ALL],
    ['one in the title', three(item(2).replace('Story 2', '<![CDATA[Story 2')), ALL],
    ['one that ends in the next item', feed(item(2).replace(']]>', '') + item(1).replace('<![CDATA[<p>Text 1.</p>', 'Text 1.') + item(3)), ALL],
    ['attributes without quotes', three(item(2, '<enclosure url=https://w.example/a.mp3 length=9 type=audio/mpeg>')), ALL],
    ['a prefix nobody declared', three(item(2, '<foo:bar>x</foo:bar>')), ALL],
    ['something behind its end', `${three(item(2))}<script>a && b</script>`, ALL],
    ['a second root', three(item(2)) + feed(item(4)), ALL],
    ['something before its declaration', `\n \n${three(item(2))}`, ALL],
  ])('is read with a warning: %s', async (_fault, xml, titles) => {
    const { items, refused, warnings } = await collectOne('a.xml', xml);
    expect(items.map(({ title }) => title).sort()).toEqual([...titles].sort());
    expect({ refused, codes: warnings.map(({ code }) => code) }).toEqual({ refused: [], codes: ['W_FEED_MENDED'] });
    expect(JSON.stringify(items)).toContain('Text 2.');
  }); // prettier-ignore

  it('keeps a CDATA section that shows another, and says on which line one is left open', async () => {
    const shown = item(1).replace('Text 1.', '&lt;item&gt;<b>]]]]><![CDATA[></b>');
    expect((await collectOne('a.xml', feed(shown + item(2)))).warnings).toEqual([]);
    const { items, warnings } = await collectOne('a.xml', three(item(2).replace(']]>', '')));
    expect(warnings[0]).toMatchObject({ place: { line: 4 } });
    expect(items.map((each) => JSON.stringify(each).includes('tag:3</guid>'))).toEqual([false, false, false]);
  });

  it('says where the first fault is', async () => {
    const { warnings } = await collectOne('a.xml', three(item(2).replace('Story 2', 'A & B & C')));
    expect(warnings[0]).toMatchObject({ place: { file: 'articles/a.xml', line: 4 } });
    expect(warnings[0]?.message).toContain('& stands for itself (line 4), and 1 more');
  });

  it('is refused while the rest of it is still to come, and where it has a document type', async () => {
    for (const [xml, code] of [
      [three(item(2)).slice(0, -20), 'E_XML_TRUNCATED'],
      [`<!DOCTYPE rss [<!ENTITY a "b">]>${feed(item(1, '& &a;'))}`, 'E_XML_DOCTYPE'],
    ] as const) {
      expect((await collectOne('a.xml', xml)).refused.map((finding) => finding.code)).toEqual([code]);
    }
  });

  it.each([
    '<!--',
    '<![CDATA[',
    '<a><![CDATA[</a>',
    '<description>',
    '<item>',
    '<a ',
    '</a',
    '&',
    '<a b="',
    '<!x',
    '<?',
  ])('takes time that grows no faster than the feed: %s', (part) => {
    const timeOf = (count: number): number => {
      const start = performance.now();
      mendXml(closeSections(`<rss>${part.repeat(count)}</rss>`).xml);
      return performance.now() - start;
    };
    timeOf(2_000);
    expect(timeOf(32_000)).toBeLessThan(Math.max(100, timeOf(4_000)) * 24);
  });
});
