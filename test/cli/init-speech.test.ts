import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { installing, parseLanguage, speechOf, withSpeech } from '../../src/cli/verbs/authoring/init-speech.js';
import { STARTER } from '../../src/show/starter.js';

const STARTER_CONFIG = readFileSync(path.join(STARTER, 'lector.yaml'), 'utf8');

describe('what a new show is spoken with', () => {
  it.each<[Parameters<typeof speechOf>[0], unknown, unknown]>([
    [{}, 'en', { engine: 'embedded', voice: 'slt' }],
    [{ language: 'en-GB' }, 'en-GB', { engine: 'embedded', voice: 'slt' }],
    [{ language: 'de' }, 'de', { engine: 'espeak-ng' }],
    [
      { language: 'pt-BR', voice: 'vits-piper-pt_BR-faber-medium' },
      'pt-BR',
      { engine: 'sherpa-onnx', voice: 'vits-piper-pt_BR-faber-medium' },
    ],
    [{ voice: 'kokoro-en-v0_19' }, 'en', { engine: 'sherpa-onnx', voice: 'kokoro-en-v0_19' }],
  ])('of %j stands in its configuration', (asked, language, tts) => {
    const written = parse(withSpeech(STARTER_CONFIG, speechOf(asked))) as Record<string, unknown>;
    expect([written['language'], written['tts'], written['pace']]).toEqual([language, tts, 'newsreader']);
  });

  it('changes nothing else of a configuration', () => {
    const config = 'title: "Tide"\nlanguage: en\ntts:\n  engine: embedded\n  voice: slt\nauthor: Ada\n';
    expect(withSpeech(config, speechOf({ language: 'fr' }))).toBe(
      'title: "Tide"\nlanguage: fr\ntts:\n  engine: espeak-ng\nauthor: Ada\n',
    );
  });

  it('says what is still to be fetched', () => {
    expect(installing(speechOf({}))).toEqual([]);
    expect(installing(speechOf({ language: 'de' })).join()).toContain('@echogarden/espeak-ng-emscripten');
    expect(installing(speechOf({ voice: 'x-y' })).join()).toContain('lector voices install x-y');
  });

  it.each(['deutsch!', '', 'e'])('refuses %j as a language', (text) => {
    expect(() => parseLanguage(text, '--language')).toThrow(/--language/u);
  });
});
