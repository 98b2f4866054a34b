import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Episode } from '../../src/model/episode.js';
import type { Finding } from '../../src/model/finding.js';
import { writeNotes } from '../../src/notes/write-notes.js';
import { BUILT_IN_TEMPLATES } from '../../src/templates/built-in.js';
import { openTemplates } from '../../src/templates/render.js';
import { ARTICLE, PROGRAMME, SHOW } from '../site/sample-show.js';

const SPOTIFY = /^\(?(\d{1,2}:)?[0-5]?\d:[0-5]\d\)?\s?[-–:.]?\s*\S.{0,38}$/u;

function notesOf(episode: Episode, own: readonly string[] = []) {
  const warnings: Finding[] = [];
  const templates = openTemplates({ directories: [...own, BUILT_IN_TEMPLATES] });
  const notes = writeNotes({ episode, show: SHOW }, { templates, warn: (finding) => warnings.push(finding) });
  return { notes, warnings };
}

type Page = ReturnType<typeof parseHTML>['document'];

/** A reader that is not the one we write with. */
function read(html: string): Page {
  return parseHTML(`<!doctype html><html><body>${html}</body></html>`).document;
}

function linesOf(html: string): readonly string[] {
  return [...read(html).querySelectorAll('p, li')].map((element) => element.textContent ?? '');
}

describe('writeNotes', () => {
  it('writes a description of allowed elements with chapters, timed links, source and disclosure', () => {
    const { notes, warnings } = notesOf(ARTICLE);
    expect(linesOf(notes.descriptionHtml)).toEqual([
      'For sixty years one boat has crossed the sound at seven. This is how.',
      'Chapters',
      '00:00 The ferry that kept its timetable',
      '00:25 A boat with one job',
      '00:50 What the numbers say',
      'Links, and when they come up',
      'a log anyone may read (0:38)',
      'a battery (1:06)',
      'Read the original article – Harbour Review',
      'Episode page and transcript',
      'This episode is narrated by a computer-generated voice.',
    ]);
    const names = [...read(notes.descriptionHtml).body.querySelectorAll('*')].map(({ localName }) => localName);
    expect(names.filter((name) => !['p', 'ol', 'ul', 'li', 'a', 'b', 'i', 'strong', 'em'].includes(name))).toEqual([]);
    expect([...read(notes.descriptionHtml).querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      'https://harbour.example/log',
      'https://www.boats.example/battery?x=1&y=2',
      'https://harbour.example/ferry',
      'https://harbour.example/podcast/episodes/the-ferry-that-kept-its-timetable/',
    ]);
    expect(warnings).toEqual([]);
  });

  it('writes chapter lines as Spotify and Apple find them, the first at zero, and none below three', () => {
    const times = linesOf(notesOf(ARTICLE).notes.descriptionHtml).filter((line) => /^\d/u.test(line));
    expect(times).toHaveLength(3);
    expect(times.filter((line) => !SPOTIFY.test(line))).toEqual([]);
    expect(times[0]).toMatch(/^00:00 /u);
    const two = { ...ARTICLE, chapters: ARTICLE.chapters.slice(0, 2) };
    expect(linesOf(notesOf(two).notes.descriptionHtml).filter((line) => /^\d/u.test(line))).toEqual([]);
  });

  it('says nothing of a computer voice where a person speaks', () => {
    const { notes } = notesOf(PROGRAMME);
    expect(notes.descriptionHtml).not.toContain('computer');
    expect(notes.descriptionHtml).toContain('between <strong>two tides</strong>');
  });

  it('keeps what an editor crossed out crossed out', () => {
    const { notes } = notesOf({ ...PROGRAMME, description: 'On ~~Monday~~ Tuesday.' });
    expect(notes.contentHtml).toContain('On <del>Monday</del> Tuesday.');
  });

  it('links times of the page in content:encoded', () => {
    const { notes } = notesOf(ARTICLE);
    expect(notes.contentHtml).toContain(
      '<li><a href="https://harbour.example/podcast/episodes/the-ferry-that-kept-its-timetable/#t=25">00:25</a> A boat with one job</li>',
    );
  });

  it('stays within 4,000 bytes: fewer links, less text, but always chapters, source and disclosure', () => {
    const links = Array.from({ length: 200 }, (_, index) => ({
      text: `Link number ${index} – ä`,
      href: `https://l.example/${'x'.repeat(60)}/${index}`,
      startMs: index * 1000,
    }));
    const long: Episode = { ...ARTICLE, links, description: 'Ein längerer Absatz über Fähren und Häfen. '.repeat(300) };
    const { notes, warnings } = notesOf(long);
    expect(Buffer.byteLength(notes.descriptionHtml)).toBeLessThanOrEqual(4000);
    expect(notes.descriptionHtml).toContain('00:50 What the numbers say');
    expect(notes.descriptionHtml).toContain('https://harbour.example/ferry');
    expect(notes.descriptionHtml).toContain('computer-generated voice.</p>');
    expect(warnings.map(({ code }) => code)).toEqual(['W_NOTES_SHORTENED']);
    expect(linesOf(notes.contentHtml).filter((line) => line.startsWith('Link number'))).toHaveLength(200);
  });

  it('cuts what a template of the project writes at the end of a block, and cleans it', async () => {
    const own = await mkdtemp(path.join(os.tmpdir(), 'lector-notes-'));
    await mkdir(path.join(own, 'notes'));
    const blocks =
      '<h1 onclick="x()">Big</h1><table><tr><td>cell</td></tr></table>{{#each episode.tags}}<p>{{this}}</p>{{/each}}';
    await writeFile(path.join(own, 'notes/description.hbs'), blocks);
    const tags = Array.from({ length: 50 }, () => 'ü'.repeat(100));
    const { notes, warnings } = notesOf({ ...ARTICLE, tags }, [own]);
    expect(Buffer.byteLength(notes.descriptionHtml)).toBeLessThanOrEqual(4000);
    expect(notes.descriptionHtml).toMatch(/^Bigcell\s*<p>ü{100}<\/p>/u);
    expect(notes.descriptionHtml.endsWith(`<p>${'ü'.repeat(100)}</p>`)).toBe(true);
    expect(warnings.map(({ code }) => code)).toEqual(['W_NOTES_SHORTENED']);
  });

  it('keeps hostile text text, in every form', () => {
    const title = '</p><script>alert(1)</script>&\u0008 ]]> {{x}}';
    const hostile: Episode = {
      ...ARTICLE,
      title,
      standfirst: title,
      links: [{ text: title, href: 'javascript:alert(1)', startMs: 0 }],
      chapters: ARTICLE.chapters.map((chapter) => ({ ...chapter, title })),
    };
    const { notes } = notesOf(hostile);
    for (const html of [notes.descriptionHtml, notes.contentHtml]) {
      expect(html).not.toMatch(/<script|javascript:|\u0008/u);
      expect(read(html).body.textContent).toContain('</p><script>alert(1)</script>& ]]> {{x}}');
    }
  });

  it('speaks the language of the show', () => {
    const templates = openTemplates({ directories: [BUILT_IN_TEMPLATES] });
    const show = { ...SHOW, language: 'de' };
    const { contentHtml } = writeNotes(
      { episode: { ...ARTICLE, language: 'de' }, show },
      { templates, warn: () => undefined },
    );
    expect(contentHtml).toContain('Ida Berg und Tom Ashe');
    expect(contentHtml).toContain('Diese Folge wird von einer computergenerierten Stimme gelesen.');
  });
});
