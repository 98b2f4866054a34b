import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { VoiceUse } from '../../src/model/publication/disclosure.js';
import type { Episode } from '../../src/model/episode.js';
import { silence } from '../../src/narration/engines/silence.js';
import { article, CONFIG, makeShow, recording, type TestShow } from './test-show.js';

const NOTICE = 'This text is read by a synthetic voice.';
const OLD_NOTICE = 'This text was read by a synthetic voice.';
const SIDECAR = 'title: A talk\nauthor: Ida\ndate: 2026-01-04T08:00:00Z\n';

let show: TestShow;
afterEach(() => show.remove());

const episodeOf = async (slug: string): Promise<Episode> =>
  JSON.parse(await readFile(path.join(show.root, 'output/episodes', slug, 'episode.json'), 'utf8')) as Episode;
const linesOf = async (slug: string): Promise<readonly string[]> =>
  (await episodeOf(slug)).transcript?.cues.map(({ text }) => text) ?? [];
const build = async () => {
  const report = await (await show.open()).build();
  return report.rows.map(({ slug, outcome }) => `${slug} ${outcome}`).sort();
};

describe('a show whose publisher names no place', () => {
  it('says first of all that a machine reads, once, in the words of each language', async () => {
    const german = article('Zwei').replace('title:', 'language: de\ntitle:');
    show = await makeShow({
      'articles/one.md': article('One'),
      'articles/two.md': german,
      'articles/three.md': article('Three'),
    });
    await build();
    const first = async (slug: string) => (await episodeOf(slug)).transcript?.cues[0];
    expect(await first('one')).toMatchObject({ text: NOTICE, startMs: 200, blockKind: 'disclosure' });
    expect(await first('zwei')).toMatchObject({ text: 'Dieser Text wird von einer künstlichen Stimme gelesen.' });
    // Two English episodes, one clip.
    expect(show.spoken.filter((text) => text === NOTICE)).toEqual([NOTICE]);
    expect(await linesOf('one')).not.toContain(OLD_NOTICE);
    expect((await show.manifest()).episodes.map(({ disclosure }) => disclosure)).toEqual(['start', 'start', 'start']);
  });

  it('leaves what it published with the notice at its end as it is, until something in it changes', async () => {
    show = await makeShow({ 'articles/one.md': article('One'), 'articles/two.md': article('Two') });
    await show.edit('lector.yaml', 'tts:', 'disclosure: end\ntts:');
    await build();
    await show.edit('lector.yaml', 'disclosure: end\n', '');
    show.spoken.length = 0;
    await show.encodedCount();
    expect(await build()).toEqual(['one reused', 'two reused']);
    await show.edit('articles/one.md', 'in the spring', 'in the summer');
    await show.write('articles/three.md', article('Three'));
    expect(await build()).toEqual(['one built', 'three built', 'two reused']);
    expect([(await linesOf('one'))[0], (await linesOf('three'))[0], (await linesOf('two')).at(-1)]).toEqual([
      NOTICE,
      NOTICE,
      OLD_NOTICE,
    ]);
    // Three stretches of each.
    expect(await show.encodedCount()).toBe(6);
    // Its title alone is no sound of another kind: the notice stays where it was.
    await show.edit('articles/two.md', 'title: Two', 'tags: [pier]\ntitle: Two');
    expect(await build()).toEqual(['one reused', 'three reused', 'two tagged']);
    expect((await linesOf('two')).at(-1)).toBe(OLD_NOTICE);
    // Asked for in so many words, it is made anew.
    await show.edit('lector.yaml', 'tts:', 'disclosure: start\ntts:');
    expect(await build()).toEqual(['one reused', 'three reused', 'two built']);
    expect((await linesOf('two'))[0]).toBe(NOTICE);
  });

  it('warns where nothing is to be said, and of narrated episodes alone', async () => {
    show = await makeShow({
      'lector.yaml': `${CONFIG}disclosure: off\n`,
      'audio/programmes/talk.yaml': SIDECAR,
      'audio/programmes/talk.wav': recording(),
    });
    const codes = async () => (await (await show.open()).build()).findings.map(({ code }) => code);
    expect(await codes()).not.toContain('W_DISCLOSURE_OFF');
    await show.write('articles/one.md', article('One'));
    expect(await codes()).toContain('W_DISCLOSURE_OFF');
    expect(await linesOf('one')).not.toContain(NOTICE);
  });
});

describe('an account of voices', () => {
  const VOICES = `disclosure:
  voices:
    silence: {licence: CC0-1.0}
    ida: {synthesis: neural, consent: "Ida Berg, letter of 2 May 2026", licence: contract 12}
    recording: {consent: "Bo Ek, on tape"}
`;

  it('counts every voice and every recording from the sound that was made', async () => {
    const text = '> A quoted line of seven words stands here.';
    show = await makeShow({
      'lector.yaml': `${CONFIG.replace('tts: {engine: counting}', 'tts: {engine: two, roles: {quote: ida}}')}${VOICES}`,
      'articles/one.md': article('One', text),
    });
    const engine = () => ({
      ...silence(),
      name: 'two',
      voices: () => Promise.resolve(['silence', 'ida'].map((id) => ({ id, languages: [] }))),
    });
    const open = () => show.open({ engines: { two: engine } });
    const script = await (await open()).script({ wanted: 'one' });
    const replaced = script.utterances.find(({ spoken }) => spoken.startsWith('It will speak'));
    await show.write(`audio/recordings/one/${replaced?.id ?? ''}.wav`, recording());
    await (await open()).build();
    const { spokenBy = [], transcript, isAiNarrated } = await episodeOf('one');
    const heardMs = (isMeant: (text: string) => boolean): number =>
      (transcript?.cues ?? [])
        .filter((cue) => isMeant(cue.text))
        .reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    const isQuote = (line: string) => line.startsWith('A quoted');
    const isRecorded = (line: string) => line.startsWith('It will speak');
    expect(spokenBy).toEqual([
      {
        voice: 'silence',
        synthesis: 'rule-based',
        durationMs: heardMs((line) => !isQuote(line) && !isRecorded(line)),
        licence: 'CC0-1.0',
      },
      {
        voice: 'ida',
        synthesis: 'neural',
        durationMs: 8 * 330,
        licence: 'contract 12',
        consent: 'Ida Berg, letter of 2 May 2026',
      },
      { voice: 'recording', synthesis: 'human', durationMs: heardMs(isRecorded), consent: 'Bo Ek, on tape' },
    ] satisfies readonly VoiceUse[]);
    expect(isAiNarrated).toBe(true);
    expect((await show.manifest()).episodes[0]?.spokenBy).toEqual(spokenBy);
    // A new tag is no new sound: the account stays.
    await show.edit('articles/one.md', 'title: One', 'tags: [pier]\ntitle: One');
    const report = await (await open()).build();
    expect([report.rows[0]?.outcome, (await episodeOf('one')).spokenBy]).toEqual(['tagged', spokenBy]);
  });
});

describe('what people read', () => {
  it('says nothing of machines where they recorded every sentence', async () => {
    show = await makeShow({ 'articles/one.md': article('One') });
    await show.edit('lector.yaml', 'tts:', 'disclosure: off\ntts:');
    const { utterances } = await (await show.open()).script({ wanted: 'one' });
    await show.edit('lector.yaml', 'disclosure: off\n', '');
    for (const { id } of utterances) await show.write(`audio/recordings/one/${id}.wav`, recording());
    expect(await build()).toEqual(['one built']);
    const { isAiNarrated, spokenBy = [] } = await episodeOf('one');
    expect([isAiNarrated, spokenBy.map(({ synthesis }) => synthesis), show.spoken]).toEqual([false, ['human'], []]);
    expect(await linesOf('one')).not.toContain(NOTICE);
    const feed = await readFile(path.join(show.root, 'output/feed.xml'), 'utf8');
    expect(feed.match(/ai-content">\w+/gu)).toEqual(['ai-content">false', 'ai-content">false']);
    expect(await build()).toEqual(['one reused']);
  });

  it('refuses a sidecar that says both', async () => {
    show = await makeShow({
      'audio/programmes/talk.yaml': `${SIDECAR}voice: human\naiNarrated: true\n`,
      'audio/programmes/talk.wav': recording(),
    });
    const report = await (await show.open()).build();
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        code: 'E_FIELD_TYPE',
        place: { file: 'audio/programmes/talk.yaml', line: 5 },
      }),
    );
  });
});
