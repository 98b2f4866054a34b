import { SaxesParser } from 'saxes';

/** What a strict XML 1.0 parser reads in a feed: the text of every element of a name, in order. */
export function readFeedTexts(xml: string): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  const open: { name: string; text: string }[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => void open.push({ name, text: '' }));
  const add = (text: string): void => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element) texts.set(element.name, [...(texts.get(element.name) ?? []), element.text]);
  });
  parser.write(xml).close();
  return texts;
}

/** Every published text, audio and pictures left out, as one. */
export function publishedText(files: ReadonlyMap<string, Buffer>): string {
  return [...files]
    .filter(([name]) => /\.(?:html|xml|json|txt|vtt|srt)$/u.test(name))
    .map(([name, bytes]) => `${name}\n${bytes.toString('utf8')}`)
    .join('\n');
}
