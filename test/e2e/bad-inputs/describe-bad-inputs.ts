import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOutput } from '../../../src/check/check-output.js';
import { findActiveContent } from './active-content.js';
import type { BadInput } from './corpus.js';
import { publishedText, readFeedTexts } from './published-texts.js';
import { putBadInput } from './put-bad-input.js';
import { startSpeechServer, type SpeechServer } from './speech-server.js';
import { buildGoodShow, GOOD_TITLES, type BuildResult, type GoodShow, type TestShow } from './test-show.js';

/** What an effect of one entry is checked on. */
export type Aftermath = {
  readonly entry: BadInput;
  readonly show: TestShow;
  readonly result: BuildResult;
  /** The published files after the build. */
  readonly published: ReadonlyMap<string, Buffer>;
  /** The same as one text, audio left out. */
  readonly text: string;
  /** What the engine was asked to say. */
  readonly spoken: readonly string[];
};

export type Effects = Readonly<Record<string, (aftermath: Aftermath) => void | Promise<void>>>;

/** Refused in part: the good part of them is narrated and published. */
const HALF_GOOD = ['feed/guid-duplicate.xml', 'frontmatter/slug-case-b.md'];
/** Found while audio or notes are made, and not again while they stand. */
const SAID_WHEN_MADE = ['W_CHAPTER_SHORT', 'W_NOTES_CLEANED'];
/** What a page on the web gave stays; a show of another title has other tags, and the audio before them is kept 30 days. */
const STAYS = ['url/soft-hyphen.url', 'config/base-url-http.yaml'];

/**
 * Puts every entry beside two good articles that are published, builds, and looks at everything that must hold: what is
 * said, what was paid, what is published, what is left when the entry is taken away again.
 */
export function describeBadInputs(entries: readonly BadInput[], effects: Effects): void {
  let speech: SpeechServer;
  let good: GoodShow;
  beforeAll(async () => {
    speech = await startSpeechServer();
    good = await buildGoodShow(speech.url);
  });
  afterAll(async () => {
    speech.close();
    await good.remove();
  });

  describe('the corpus', () => {
    it('has an entry for every effect', () => {
      const files = entries.map(({ file }) => file);
      expect(Object.keys(effects).filter((file) => !files.includes(file))).toEqual([]);
    });
  });

  describe.each(entries.map((entry) => [entry.file, entry] as const))('%s', (file, entry) => {
    const outcome = entry.result === 'reject' ? `is refused with ${entry.code}` : 'is taken';
    it(`${outcome} and harms nothing`, async () => {
      const before = await good.show.published();
      const show = await good.copy();
      speech.takeTexts();
      const request = await putBadInput(entry, show, speech.url);
      const sources = await show.sources();

      const result = withoutFileDates(await show.build(request));
      const spoken = speech.takeTexts();
      const published = await show.published();
      expectSaid(result, entry);
      expectNoHarm({ entry, spoken, before, published });
      if (changes(before, published).length > 0) await expectSound({ show, published });
      expect(changes(sources, await show.sources())).toEqual([]);
      await effects[file]?.({ entry, show, result, published, text: publishedText(published), spoken });

      const again = withoutFileDates(await show.build(request));
      const isSaidAgain = !SAID_WHEN_MADE.includes(entry.code);
      expect([again.exitCode, again.text]).toEqual([result.exitCode, isSaidAgain ? result.text : '']);
      expect(speech.takeTexts()).toEqual([]);

      await show.restore();
      const restored = await show.build({ isPruning: true, maxRemovals: 100 });
      expect(restored).toMatchObject({ exitCode: 0, text: '' });
      if (!STAYS.includes(file)) expect(changes(before, await show.published())).toEqual([]);
      await show.remove();
    });
  });
}

/** Most entries give no date, and are about something else: that their files date them is not counted. */
function withoutFileDates({ exitCode, findings, text }: BuildResult): BuildResult {
  return {
    exitCode,
    findings: findings.filter(({ code }) => code !== 'W_DATE_FILE'),
    text: text
      .split('\n')
      .filter((line) => !line.startsWith('warning W_DATE_FILE'))
      .join('\n'),
  };
}

function expectSaid({ exitCode, findings, text }: BuildResult, entry: BadInput): void {
  const codes = entry.code === '' ? entry.also : [entry.code, ...entry.also];
  expect({ exitCode, codes: findings.map(({ code }) => code).sort(), text }).toEqual({
    exitCode: entry.exitCode,
    codes: [...codes].sort(),
    text,
  });
  const main = text.split('\n').find((line) => line.includes(` ${entry.code} `) || line.includes(` ${entry.code}:`));
  for (const part of entry.says) expect(main).toContain(part);
  if (entry.code.startsWith('E_')) expect(main).toMatch(/ Fix: |: expected /u);
  expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E]|\n\s+at /u);
}

function expectNoHarm(options: {
  readonly entry: BadInput;
  readonly spoken: readonly string[];
  readonly before: ReadonlyMap<string, Buffer>;
  readonly published: ReadonlyMap<string, Buffer>;
}): void {
  const { entry, spoken, before, published } = options;
  const globals = globalThis as Record<string, unknown>;
  const { admin, polluted, x } = {} as Record<string, unknown>;
  expect([admin, polluted, x, globals['pwned']]).toEqual([undefined, undefined, undefined, undefined]);
  for (const text of spoken) expect(text).toMatch(/^[^\p{Cc}\p{Cs}\u{E0000}-\u{E007F}]+$/u);
  if (entry.result === 'reject' && !HALF_GOOD.includes(entry.file)) {
    expect(spoken).toEqual([]);
    expect(changes(before, published)).toEqual([]);
  }
  const audio = [...before.keys()].filter((name) => name.endsWith('.mp3'));
  expect(audio.filter((name) => !published.get(name)?.equals(before.get(name) ?? Buffer.of()))).toEqual([]);
}

/** What is published is whole, says of itself what is true, and cannot act. */
async function expectSound({
  show,
  published,
}: {
  readonly show: TestShow;
  readonly published: ReadonlyMap<string, Buffer>;
}): Promise<void> {
  const feed = published.get('feed.xml')?.toString('utf8') ?? '';
  const texts = readFeedTexts(feed);
  expect(texts.get('title')).toEqual(expect.arrayContaining(GOOD_TITLES));
  const found = await checkOutput({ outDir: path.join(show.root, 'output') });
  // The show of the tests has no cover.
  expect(found.filter(({ severity, code }) => severity === 'error' && code !== 'E_FEED_IMAGE')).toEqual([]);
  const pages = [...published].filter(([name]) => name.endsWith('.html')).map(([, bytes]) => bytes.toString('utf8'));
  const notes = ['description', 'content:encoded', 'itunes:summary'].flatMap((name) => texts.get(name) ?? []);
  expect([...pages, ...notes].flatMap(findActiveContent)).toEqual([]);
}

/** Names of files that came, went or changed. */
export function changes(before: ReadonlyMap<string, Buffer>, after: ReadonlyMap<string, Buffer>): readonly string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => !after.get(name)?.equals(before.get(name) ?? Buffer.from('\u0000')));
}
