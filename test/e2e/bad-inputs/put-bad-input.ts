import { buildWav } from '../../../src/sound.js';
import { article } from '../project.js';
import { readBadInput, type BadInput } from './corpus.js';
import { configWith, type BuildRequest, type TestShow } from './test-show.js';

/** Entries that say something only beside another file of the corpus. */
const PARTNERS: Readonly<Record<string, string>> = {
  'article/duplicate-body-b.md': 'article/duplicate-body-a.md',
  'frontmatter/slug-case-b.md': 'frontmatter/slug-case-a.md',
};
const RECORDING_SECONDS = 20;
/** Waits for a lexicon or template that is good; said with a bad one it would be paid for. */
const UNPAID = {
  'articles/unpaid.md': article('Not yet narrated', 'What a is, b is not, and SQL is neither of them.'),
};

/** Puts an entry where its kind belongs in a show, and says how the show is built then. */
export async function putBadInput(entry: BadInput, show: TestShow, speechUrl: string): Promise<BuildRequest> {
  for (const [file, content] of Object.entries(filesFor(entry, speechUrl))) await show.write(file, content);
  return entry.kind === 'config' ? { file: entry.name } : {};
}

/** Front matter without a date would hold the article back, whatever else there is to see of it. */
function withDate(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1');
  if (/^date:/mu.test(text)) return bytes;
  return Buffer.from(text.replace(/^((?:\u00EF\u00BB\u00BF)?---(\r?\n))/u, '$1date: 2026-01-05T08:00:00Z$2'), 'latin1');
}

function filesFor(entry: BadInput, speechUrl: string): Readonly<Record<string, string | Buffer>> {
  const { file, kind, name } = entry;
  const bytes = entry.result === 'reject' ? readBadInput(file) : withDate(readBadInput(file));
  const partner = PARTNERS[file];
  switch (kind) {
    case 'article':
    case 'frontmatter':
    case 'html':
    case 'feed':
      return {
        ...(partner !== undefined && { [`articles/${partner.split('/').at(-1)}`]: withDate(readBadInput(partner)) }),
        [`articles/${name}`]: bytes,
      };
    case 'chapters':
      return {
        'audio/programmes/programme.yaml': 'title: A talk\ndate: 2026-01-05T08:00:00Z\n',
        'audio/programmes/programme.wav': hum(RECORDING_SECONDS),
        [`audio/programmes/programme.chapters${name.slice(name.lastIndexOf('.'))}`]: bytes,
      };
    case 'config':
      // One that is accepted narrates with the engine of the show.
      return { [name]: entry.result === 'reject' ? bytes : configWith(speechUrl, { head: bytes.toString('utf8') }) };
    case 'lexicon':
      return { ...UNPAID, [name]: bytes, 'lector.yaml': configWith(speechUrl, { tail: `lexicon: ${name}\n` }) };
    case 'template':
      return { ...UNPAID, [`templates/notes/${name.endsWith('.hbs') ? 'content.hbs' : name}`]: bytes };
    case 'url': {
      const url = JSON.stringify(bytes.toString('utf8').trim());
      return { 'lector.yaml': configWith(speechUrl, { tail: `sources: [{url: ${url}}]\n` }) };
    }
    default:
      throw new Error(`${kind} is put in place by a test of its own`);
  }
}

/** A recording that a person might have made. */
export function hum(seconds: number): Buffer {
  const sampleRateHz = 16_000;
  const samples = Int16Array.from({ length: sampleRateHz * seconds }, (_, at) =>
    Math.round(6000 * Math.sin((2 * Math.PI * 220 * at) / sampleRateHz)),
  );
  return buildWav({ samples, sampleRateHz });
}
