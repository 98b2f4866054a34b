import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { azure } from '../../../src/narration/engines/azure.js';
import { elevenlabs } from '../../../src/narration/engines/elevenlabs.js';
import { google } from '../../../src/narration/engines/google.js';
import { signAws } from '../../../src/narration/engines/http/sign-aws.js';
import { openai } from '../../../src/narration/engines/openai.js';
import { polly } from '../../../src/narration/engines/polly.js';
import type { SpeechEngine, SpeechRequest } from '../../../src/narration/speech-engine.js';
import { openSpendingLedger } from '../../../src/workspace.js';
import { describeSpeechEngine } from '../../contracts/describe-speech-engine.js';
import { hear } from '../hear.js';
import { makeContext } from '../make-context.js';
import { tone } from './faulty-speech-server.js';
import { startVendor, type VendorAnswer, type VendorRequest } from './vendor-server.js';

/* Each service answers here as its documentation says, errors included. */

const KEY = 'test-key-0123456789';
const JSON_TYPE = { 'content-type': 'application/json' };

const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-cloud-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const speak = async (engine: SpeechEngine, changes: Partial<SpeechRequest> = {}) => {
  return hear(engine, { text: 'Two words & more.', path: path.join(folder, 'clip.wav'), ...changes });
};

type Vendor = Awaited<ReturnType<typeof startVendor>>;

/** Starts a vendor for the tests of one service; `fault` answers instead of it once it is set. */
function useVendor(answer: (request: VendorRequest) => VendorAnswer) {
  type Fault = VendorAnswer | ((request: VendorRequest) => VendorAnswer | undefined);
  const use: { vendor: Vendor; fault: Fault | undefined } = { vendor: undefined as never, fault: undefined };
  beforeAll(async () => {
    use.vendor = await startVendor((request) => {
      const fault = typeof use.fault === 'function' ? use.fault(request) : use.fault;
      return fault ?? answer(request);
    });
  });
  afterEach(() => {
    use.fault = undefined;
    use.vendor.requests.length = 0;
  });
  afterAll(() => use.vendor.close());
  return use;
}

describe('openai', () => {
  const use = useVendor(({ body }) => ({
    headers: { 'content-type': 'audio/wav' },
    body: tone((JSON.parse(body) as { input: string }).input, { rateHz: 24_000 }),
  }));
  const make = (settings = {}, environment: Record<string, string> = { OPENAI_API_KEY: KEY }): SpeechEngine =>
    openai({ environment, settings: { baseUrl: `${use.vendor.url}/v1`, ...settings } });

  describeSpeechEngine('openai', () => make());

  it('asks as the API reference says', async () => {
    await speak(make({ model: 'tts-1', instructions: 'calm' }), { rate: 1.1, voice: 'nova' });
    expect(use.vendor.requests).toHaveLength(1);
    const [{ path: asked, headers, body }] = use.vendor.requests as [VendorRequest];
    expect([asked, headers.authorization, headers['content-type']]).toEqual([
      '/v1/audio/speech',
      `Bearer ${KEY}`,
      'application/json',
    ]);
    expect(JSON.parse(body)).toEqual({
      model: 'tts-1',
      input: 'Two words & more.',
      voice: 'nova',
      response_format: 'wav',
      speed: 1.1,
      instructions: 'calm',
    });
  });

  it('says that a model takes no instructions', async () => {
    const { warnings } = await speak(make({ model: 'tts-1', instructions: 'calm' }));
    expect(warnings).toEqual(['tts-1 takes no tts.settings.instructions; gpt-4o-mini-tts does']);
  });

  it('needs no key for a server of one’s own, and one for OpenAI', async () => {
    await speak(make({}, {}));
    expect(use.vendor.requests[0]?.headers.authorization).toBeUndefined();
    const official = openai({ environment: {}, settings: {} });
    await expect(speak(official)).rejects.toMatchObject({
      code: 'E_API_KEY',
      exitCode: 3,
      hint: expect.stringContaining('OPENAI_API_KEY') as string,
    });
  });

  it('costs nothing on this computer, and the list price elsewhere unless told otherwise', () => {
    const price = (settings: object): number =>
      openai({ environment: {}, settings: { ...settings } }).capabilities.pricePerMillionCharactersUsd;
    expect(price({ baseUrl: 'http://127.0.0.1:8880/v1' })).toBe(0);
    expect(price({ model: 'tts-1' })).toBe(15);
    expect(price({ baseUrl: 'https://voices.example.org/v1', model: 'kokoro' })).toBe(30);
    expect(price({ baseUrl: 'https://voices.example.org/v1', pricePerMillionCharactersUsd: 0 })).toBe(0);
  });

  it('sends no key unencrypted to another computer', () => {
    const settings = { baseUrl: 'http://voices.example.org/v1' };
    expect(() => openai({ environment: { OPENAI_API_KEY: KEY }, settings })).toThrow(
      expect.objectContaining({ code: 'E_CONFIG' }),
    );
  });

  it('refuses settings it does not know and values of another kind', () => {
    expect(() => make({ modle: 'tts-1' })).toThrow(
      expect.objectContaining({ code: 'E_UNKNOWN_KEY', hint: 'did you mean model?' }),
    );
    expect(() => make({ model: 1 })).toThrow(expect.objectContaining({ code: 'E_CONFIG' }));
    expect(() => make({ format: 'mp3' })).toThrow(expect.objectContaining({ code: 'E_CONFIG' }));
  });

  it('reads raw samples when asked for them', async () => {
    use.fault = { body: tone('one two three four', { rateHz: 24_000 }).subarray(44) };
    const heard = await speak(make({ format: 'pcm' }));
    expect(heard).toMatchObject({ sampleRateHz: 24_000, sampleCount: 33_600 });
    use.fault = { body: Buffer.from('ID3 this is no sound') };
    await expect(speak(make({ format: 'pcm' }))).rejects.toThrow('asked for raw samples, got MP3');
  });
});

describe('elevenlabs', () => {
  const speech = (text: string): VendorAnswer => {
    const characters = Array.from(text);
    const times = (offset: number): number[] => characters.map((_, index) => (index + offset) * 0.07);
    return {
      headers: JSON_TYPE,
      body: JSON.stringify({
        audio_base64: tone('x', { rateHz: 24_000, seconds: characters.length * 0.07 })
          .subarray(44)
          .toString('base64'),
        alignment: { characters, character_start_times_seconds: times(0), character_end_times_seconds: times(1) },
        normalized_alignment: null,
      }),
    };
  };
  const voices = {
    voices: [
      { voice_id: 'JBFqnCBsd6RMkjVDRZzb', name: 'George', labels: { accent: 'British', gender: 'male' } },
      { voice_id: 'EXAVITQu4vr4xnSDxMaL', name: 'Sarah' },
    ],
  };
  const use = useVendor(({ path: asked, body }) =>
    asked === '/v1/voices'
      ? { headers: JSON_TYPE, body: JSON.stringify(voices) }
      : speech((JSON.parse(body) as { text: string }).text),
  );
  const make = (settings = {}): SpeechEngine =>
    elevenlabs({ environment: { ELEVENLABS_API_KEY: KEY }, settings: { baseUrl: use.vendor.url, ...settings } });

  describeSpeechEngine('elevenlabs', () => make());

  it('asks for times, and gives the neighbours for the melody', async () => {
    await speak(make({ model: 'eleven_flash_v2_5' }), { previousText: 'Before.', nextText: 'After.', rate: 1.1 });
    const [{ path: asked, headers, body }] = use.vendor.requests as [VendorRequest];
    expect(asked).toBe('/v1/text-to-speech/JBFqnCBsd6RMkjVDRZzb/with-timestamps?output_format=pcm_24000');
    expect(headers['xi-api-key']).toBe(KEY);
    expect(JSON.parse(body)).toEqual({
      text: 'Two words & more.',
      model_id: 'eleven_flash_v2_5',
      voice_settings: { stability: 0.5, similarity_boost: 0.75, style: 0, speed: 1.1 },
      language_code: 'en',
      previous_text: 'Before.',
      next_text: 'After.',
    });
  });

  it('makes word times of character times', async () => {
    const { words } = await speak(make());
    expect(words).toEqual([
      { text: 'Two', startMs: 0, endMs: 210 },
      { text: 'words', startMs: 280, endMs: 630 },
      { text: '&', startMs: 700, endMs: 770 },
      { text: 'more.', startMs: 840, endMs: 1190 },
    ]);
  });

  it('says which pace it cannot honour', async () => {
    const { warnings } = await speak(make(), { rate: 1.5 });
    expect(warnings).toEqual(['elevenlabs speaks 1.2 times as fast at most or least, not 1.5 times']);
  });

  it('describes its voices', async () => {
    expect(await make().voices()).toEqual([
      { id: 'JBFqnCBsd6RMkjVDRZzb', languages: [], gender: 'male', description: 'George, male, British' },
      { id: 'EXAVITQu4vr4xnSDxMaL', languages: [], description: 'Sarah' },
    ]);
  });

  it('stops at a used-up quota, asks for another attempt when the service is busy, and refuses an answer without audio', async () => {
    use.fault = {
      status: 401,
      body: JSON.stringify({ detail: { status: 'quota_exceeded', message: `key ${KEY} has 3 credits left` } }),
    };
    const refused = await speak(make()).catch((error: unknown) => error as Error);
    expect(refused).toMatchObject({ code: 'E_ENGINE_REFUSED' });
    expect(String(refused)).not.toContain(KEY);
    use.fault = { status: 429, body: JSON.stringify({ detail: { status: 'too_many_concurrent_requests' } }) };
    await expect(speak(make())).rejects.toMatchObject({
      code: 'E_ENGINE',
      attempt: { isRetryable: true, isUnbilled: true },
    });
    use.fault = { headers: JSON_TYPE, body: JSON.stringify({ audio_base64: '' }) };
    await expect(speak(make())).rejects.toMatchObject({ code: 'E_TTS_EMPTY' });
  });
});

describe('google', () => {
  type Body = { input: { text?: string; ssml?: string } };
  const use = useVendor(({ path: asked, body }) => {
    if (asked === '/v1/voices') {
      const voice = (name: string, language: string) => ({
        name,
        languageCodes: [language],
        ssmlGender: 'FEMALE',
        naturalSampleRateHertz: 24_000,
      });
      return {
        headers: JSON_TYPE,
        body: JSON.stringify({ voices: [voice('en-US', 'en-US'), voice('de-DE-Neural2-C', 'de-DE')] }),
      };
    }
    const { input } = JSON.parse(body) as Body;
    const marks = [...(input.ssml ?? '').matchAll(/<mark name="(w\d+)"\/>/gu)];
    return {
      headers: JSON_TYPE,
      body: JSON.stringify({
        audioContent: tone(input.text ?? marks.map(() => 'word').join(' '), { rateHz: 24_000 }).toString('base64'),
        ...(input.ssml && {
          timepoints: marks.map(([, markName], index) => ({ markName, timeSeconds: index * 0.35 })),
        }),
      }),
    };
  });
  const make = (settings = {}): SpeechEngine =>
    google({ environment: { GOOGLE_API_KEY: KEY }, settings: { baseUrl: use.vendor.url, ...settings } });

  describeSpeechEngine('google', () => make());

  it('asks for plain text with the key in a header and never in the address', async () => {
    await speak(make(), { voice: 'en-GB-Neural2-A', rate: 0.9 });
    const [{ path: asked, headers, body }] = use.vendor.requests as [VendorRequest];
    expect([asked, headers['x-goog-api-key']]).toEqual(['/v1/text:synthesize', KEY]);
    expect(JSON.parse(body)).toEqual({
      input: { text: 'Two words & more.' },
      voice: { languageCode: 'en-GB', name: 'en-GB-Neural2-A' },
      audioConfig: { audioEncoding: 'LINEAR16', sampleRateHertz: 24_000, speakingRate: 0.9 },
    });
  });

  it('times words by marks when asked to, and knows what the markup costs', async () => {
    const engine = make({ timings: true });
    const { words } = await speak(engine);
    expect(words).toEqual([
      { text: 'Two', startMs: 0, endMs: 350 },
      { text: 'words', startMs: 350, endMs: 700 },
      { text: '&', startMs: 700, endMs: 1050 },
      { text: 'more.', startMs: 1050, endMs: 1400 },
    ]);
    const [{ path: asked, body }] = use.vendor.requests as [VendorRequest];
    const { ssml = '' } = (JSON.parse(body) as Body).input;
    expect(asked).toBe('/v1beta1/text:synthesize');
    expect(engine.billedCharacters?.('Two words & more.', 1)).toBe(ssml.replace(/<mark[^>]*>/gu, '').length);
  });

  it('says which pace it cannot keep', async () => {
    const { warnings } = await speak(make(), { rate: 3 });
    expect(use.vendor.requests[0]?.body).toContain('"speakingRate":2}');
    expect(warnings).toEqual(['google speaks 2 times as fast at most or least, not 3 times']);
  });

  it('speaks any language by its code alone', () => {
    expect(['en', 'en-GB', 'de', 'pt', 'zh'].map((language) => make().defaultVoice(language))).toEqual([
      'en-US',
      'en-GB',
      'de-DE',
      'pt-BR',
      'cmn-CN',
    ]);
  });

  it('passes on what Google says about a bad request', async () => {
    use.fault = {
      status: 400,
      headers: JSON_TYPE,
      body: JSON.stringify({ error: { code: 400, message: 'Voice does not exist.', status: 'INVALID_ARGUMENT' } }),
    };
    await expect(speak(make())).rejects.toMatchObject({
      code: 'E_ENGINE',
      message: expect.stringContaining('Voice does not exist') as string,
    });
    expect(use.vendor.requests).toHaveLength(1);
    await expect(speak(make(), { voice: 'Joanna' })).rejects.toMatchObject({ code: 'E_VOICE_UNKNOWN' });
  });
});

describe('azure', () => {
  const textOf = (ssml: string): string => ssml.replace(/<[^>]+>/gu, '').replaceAll('&amp;', '&');
  const use = useVendor(({ path: asked, body }) =>
    asked === '/cognitiveservices/voices/list'
      ? {
          headers: JSON_TYPE,
          body: JSON.stringify([
            { ShortName: 'en-US-JennyNeural', Locale: 'en-US', Gender: 'Female', LocalName: 'Jenny' },
            { ShortName: 'de-DE-KatjaNeural', Locale: 'de-DE', Gender: 'Female', LocalName: 'Katja' },
          ]),
        }
      : { headers: { 'content-type': 'audio/x-wav' }, body: tone(textOf(body), { rateHz: 24_000 }) },
  );
  const make = (): SpeechEngine =>
    azure({ environment: { AZURE_SPEECH_KEY: KEY }, settings: { baseUrl: use.vendor.url } });

  describeSpeechEngine('azure', make);

  it('puts text into SSML as text, whatever it holds', async () => {
    await speak(make(), { text: 'a < b & "c" </voice>', rate: 1.25 });
    const [{ path: asked, headers, body }] = use.vendor.requests as [VendorRequest];
    expect(asked).toBe('/cognitiveservices/v1');
    expect(headers).toMatchObject({
      'ocp-apim-subscription-key': KEY,
      'content-type': 'application/ssml+xml',
      'x-microsoft-outputformat': 'riff-24khz-16bit-mono-pcm',
      'user-agent': 'lector',
    });
    expect(body).toBe(
      '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en-US"><voice name="en-US-JennyNeural">' +
        '<prosody rate="+25%">a &lt; b &amp; &quot;c&quot; &lt;/voice&gt;</prosody></voice></speak>',
    );
  });

  it('counts Chinese characters twice, as the bill does', () => {
    expect(make().billedCharacters?.('你好 ab', 1)).toBe(7);
  });

  it('counts the markup of another pace, as the bill does, and says which pace it cannot keep', async () => {
    expect(make().billedCharacters?.('ab', 1.25)).toBe('<prosody rate="+25%">ab</prosody>'.length);
    const { warnings } = await speak(make(), { rate: 3 });
    expect(use.vendor.requests.at(-1)?.body).toContain('rate="+100%"');
    expect(warnings).toEqual(['azure speaks 2 times as fast at most or least, not 3 times']);
  });

  it('says so when the region is missing', async () => {
    const engine = azure({ environment: { AZURE_SPEECH_KEY: KEY }, settings: {} });
    await expect(speak(engine)).rejects.toMatchObject({
      code: 'E_CONFIG',
      hint: expect.stringContaining('AZURE_SPEECH_REGION') as string,
    });
  });

  it('stops at a refused key', async () => {
    use.fault = { status: 401, body: '' };
    await expect(speak(make())).rejects.toMatchObject({ code: 'E_ENGINE_REFUSED' });
  });
});

describe('polly', () => {
  const CREDENTIALS = {
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  };
  type Body = { Text: string; TextType: string; OutputFormat: string };
  const use = useVendor(({ path: asked, body }) => {
    if (asked === '/v1/voices') {
      const voice = (Id: string, LanguageCode: string, engines: string[]) => ({
        Id,
        LanguageCode,
        Gender: 'Female',
        SupportedEngines: engines,
      });
      return {
        headers: JSON_TYPE,
        body: JSON.stringify({
          Voices: [
            voice('Joanna', 'en-US', ['neural', 'standard']),
            voice('Lea', 'fr-FR', ['neural']),
            voice('Ivy', 'en-US', ['standard']),
          ],
        }),
      };
    }
    const { Text, TextType, OutputFormat } = JSON.parse(body) as Body;
    const words = (TextType === 'ssml' ? Text.replace(/<[^>]+>/gu, '') : Text).split(/\s+/u);
    if (OutputFormat === 'pcm')
      return { headers: { 'content-type': 'audio/pcm' }, body: tone(words.join(' '), { rateHz: 16_000 }).subarray(44) };
    const marks = words.map((value, index) =>
      JSON.stringify({ time: index * 350, type: 'word', start: 0, end: 1, value }),
    );
    return { headers: { 'content-type': 'application/x-json-stream' }, body: marks.join('\n') };
  });
  const make = (settings = {}): SpeechEngine =>
    polly({ environment: CREDENTIALS, settings: { baseUrl: use.vendor.url, region: 'eu-central-1', ...settings } });

  describeSpeechEngine('polly', () => make());

  it('signs what it sends, so that a second implementation agrees', async () => {
    await speak(make());
    const [{ headers, body }] = use.vendor.requests as [VendorRequest];
    expect(JSON.parse(body)).toEqual({
      Engine: 'neural',
      VoiceId: 'Joanna',
      TextType: 'text',
      Text: 'Two words & more.',
      OutputFormat: 'pcm',
      SampleRate: '16000',
    });
    const date = String(headers['x-amz-date']);
    const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
    const canonical = `POST\n/v1/speech\n\ncontent-type:application/json\nhost:${headers.host}\nx-amz-date:${date}\n\ncontent-type;host;x-amz-date\n${hash(body)}`;
    const scope = `${date.slice(0, 8)}/eu-central-1/polly/aws4_request`;
    let key = Buffer.from(`AWS4${CREDENTIALS.AWS_SECRET_ACCESS_KEY}`);
    for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
    const signature = createHmac('sha256', key)
      .update(`AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash(canonical)}`)
      .digest('hex');
    expect(headers.authorization).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=content-type;host;x-amz-date, Signature=${signature}`,
    );
  });

  it('signs Amazon’s own example as Amazon does', () => {
    const { Authorization } = signAws({
      method: 'GET',
      url: 'https://example.amazonaws.com/',
      headers: {},
      body: '',
      service: 'service',
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
      now: new Date('2015-08-30T12:36:00Z'),
    });
    expect(Authorization).toContain('Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31');
  });

  it('changes the pace by SSML and keeps the text in it as text', async () => {
    await speak(make(), { rate: 1.2 });
    const body = JSON.parse(use.vendor.requests[0]?.body ?? '') as Body;
    expect(body).toMatchObject({
      TextType: 'ssml',
      Text: '<speak><prosody rate="120%">Two words &amp; more.</prosody></speak>',
    });
  });

  it('says which pace it cannot keep', async () => {
    const { warnings } = await speak(make(), { rate: 3 });
    expect(use.vendor.requests[0]?.body).toContain('rate=\\"200%\\"');
    expect(warnings).toEqual(['polly speaks 2 times as fast at most or least, not 3 times']);
  });

  it('asks for word times in a second request, at twice the price', async () => {
    const engine = make({ timings: true });
    const { words } = await speak(engine);
    expect(words.map(({ text, startMs, endMs }) => [text, startMs, endMs])).toEqual([
      ['Two', 0, 350],
      ['words', 350, 700],
      ['&', 700, 1050],
      ['more.', 1050, 1400],
    ]);
    expect(use.vendor.requests).toHaveLength(2);
    expect(engine.capabilities.pricePerMillionCharactersUsd).toBe(2 * make().capabilities.pricePerMillionCharactersUsd);
  });

  it('pays for the audio once when its word times are refused at first', async () => {
    const spending = openSpendingLedger({ now: () => new Date(), warn: () => undefined });
    const engine = make({ timings: true });
    const context = makeContext(engine, folder, { spending, patience: { backoffMs: 1 } });
    const formats = (): string[] => use.vendor.requests.map(({ body }) => (JSON.parse(body) as Body).OutputFormat);
    const busy = { status: 400, headers: { 'x-amzn-errortype': 'ThrottlingException' }, body: '' };
    use.fault = (request) => (formats().length === 2 && request.body.includes('json') ? busy : undefined);
    const text = 'Two words and two more.';
    await context.session.speak(
      { text, voice: 'Joanna', rate: 1, lang: 'en', signal: context.signal },
      { characters: 0, usd: 0 },
    );
    expect(formats()).toEqual(['pcm', 'json', 'json']);
    // What was paid in part counts as paid: too much is the safe side.
    const { pricePerMillionCharactersUsd } = engine.capabilities;
    expect((await spending.spent()).runUsd).toBeCloseTo((2 * text.length * pricePerMillionCharactersUsd) / 1e6, 6);
  });

  it('lists the voices its kind of engine has', async () => {
    expect(await make().voices()).toEqual([
      { id: 'Joanna', languages: ['en-US'], gender: 'female', description: 'female, neural' },
      { id: 'Lea', languages: ['fr-FR'], gender: 'female', description: 'female, neural' },
    ]);
  });

  it('waits when it is throttled, and stops when the signature is refused', async () => {
    use.fault = {
      status: 400,
      headers: { 'x-amzn-errortype': 'ThrottlingException' },
      body: '{"message":"Rate exceeded"}',
    };
    await expect(speak(make())).rejects.toMatchObject({
      code: 'E_ENGINE',
      attempt: { isRetryable: true, isUnbilled: true },
    });
    use.fault = {
      status: 400,
      headers: { 'x-amzn-errortype': 'TextLengthExceededException' },
      body: '{"message":"Maximum text length has been exceeded"}',
    };
    use.vendor.requests.length = 0;
    await expect(speak(make())).rejects.toThrow('Maximum text length');
    expect(use.vendor.requests).toHaveLength(1);
    use.fault = {
      status: 403,
      headers: { 'x-amzn-errortype': 'InvalidSignatureException' },
      body: `{"message":"${CREDENTIALS.AWS_SECRET_ACCESS_KEY}"}`,
    };
    const refused = await speak(make()).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'E_ENGINE_REFUSED' });
    expect(String(refused)).not.toContain(CREDENTIALS.AWS_SECRET_ACCESS_KEY);
  });

  it('names the variables that are missing', async () => {
    await expect(speak(polly({ environment: {}, settings: {} }))).rejects.toMatchObject({
      code: 'E_API_KEY',
      message: expect.stringContaining('AWS_ACCESS_KEY_ID') as string,
    });
  });
});
