import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { initSync, WasmReader } from '@contentauth/c2pa-wasm';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retag, type AudioTags, type EncodingContext } from '../../src/encoding/encode.js';
import { openSigner, type Signer } from '../../src/encoding/open-signer.js';
import type { AudioFile } from '../../src/model/audio-file.js';
import type { Episode } from '../../src/model/episode.js';
import { makeCertificates, type Certificates, type KeyKind } from './certificates.js';

const PUBLISHED = path.resolve(import.meta.dirname, '../fixtures/published-by-0.1.0/output/episodes/harbour-talk');
const NEURAL = 'https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const KINDS = ['ed25519', 'p256', 'p384', 'rsa'] as const;
/** Certificates are made while this runs, and count from then on. */
const NOW = new Date(Date.now() + 60_000);

let certificates: Certificates;
let finished: AudioFile;

beforeAll(async () => {
  certificates = await makeCertificates(KINDS);
  initSync({ module: await readFile(createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm')) });
  const { audio } = JSON.parse(await readFile(path.join(PUBLISHED, 'episode.json'), 'utf8')) as Episode;
  finished = { ...audio, sampleRateHz: 22_050, channelCount: 1, path: path.join(PUBLISHED, audio.name) };
});
afterAll(() => rm(certificates.folder, { recursive: true, force: true }));

const signerOf = async (kind: KeyKind): Promise<Signer> =>
  openSigner({
    certificatePath: path.join(certificates.folder, `${kind}.pem`),
    key: await certificates.keyOf(kind),
    now: NOW,
  });

async function signed(
  signer: Signer | undefined,
  from = finished,
  changes: Partial<AudioTags> = {},
): Promise<AudioFile> {
  const tags: AudioTags = {
    title: 'Harbour talk',
    album: 'The Lantern',
    publishedAt: '2026-01-04T08:00:00Z',
    language: 'en',
    genre: 'Podcast',
    disclosure: { digitalSourceType: NEURAL, isAiContent: true, sentence: 'Read by a machine.' },
    ...changes,
  };
  const context = { temporaryFolder: certificates.folder, warn: () => undefined, ...(signer && { signer }) };
  const chapters = [{ startMs: 0, endMs: 2000, title: 'Hello' }];
  const input = { finished: [from], chapters, tags, slug: 'talk' };
  const [file] = await retag(input, context as unknown as EncodingContext);
  return file;
}

type Read = {
  readonly state: string;
  readonly codes: readonly string[];
  readonly types: readonly unknown[];
  readonly name?: string;
};

/** c2pa-rs, which shares no line with what writes. */
async function readBack(bytes: Uint8Array): Promise<Read> {
  const anchors = await readFile(path.join(certificates.folder, 'root.pem'), 'utf8');
  const settings = { trust: { trust_anchors: anchors }, verify: { verify_trust: true } };
  const reader = await WasmReader.fromBytes('audio/mpeg', bytes, JSON.stringify(settings));
  try {
    const store = JSON.parse(reader.json());
    const manifest = store.manifests[store.active_manifest];
    const { success = [], failure = [] } = store.validation_results.activeManifest;
    const actions = manifest.assertions.find(({ label }: { label: string }) => label.startsWith('c2pa.actions'));
    return {
      state: store.validation_state,
      codes: [...success, ...failure].map(({ code }: { code: string }) => code),
      types: actions.data.actions.map(({ digitalSourceType }: { digitalSourceType: string }) => digitalSourceType),
      name: manifest.signature_info?.common_name,
    };
  } finally {
    reader.free();
  }
}

describe('a signed file', () => {
  it.each(KINDS)('is trusted by a reader of others, with a key of the kind %s', async (kind) => {
    const { path: file } = await signed(await signerOf(kind));
    const read = await readBack(await readFile(file));
    expect(read).toMatchObject({ state: 'Trusted', types: [NEURAL.replace('https', 'http')], name: 'The Lantern' });
    expect(read.codes).toEqual(expect.arrayContaining(['claimSignature.validated', 'assertion.dataHash.match']));
    const { common, native } = await parseFile(file);
    expect(common.title).toBe('Harbour talk');
    // This reader takes a stroke for the border of two values.
    const valueOf = (name: string) =>
      (native['ID3v2.3'] ?? []).flatMap(({ id, value }) => (id === `TXXX:${name}` ? [String(value)] : [])).join('/');
    expect(['digitalSourceType', 'ai-content', 'disclosure'].map(valueOf)).toEqual([
      NEURAL,
      'true',
      'Read by a machine.',
    ]);
  });

  it('shows every one of 1,000 flipped bits in its sound and tags', async () => {
    const good = await readFile((await signed(await signerOf('ed25519'))).path);
    const objectAt = good.indexOf('GEOB');
    const objectEnd = objectAt + 10 + good.readUInt32BE(objectAt + 4);
    const isWhole = async (bytes: Uint8Array) => (await readBack(bytes).catch(() => undefined))?.state === 'Trusted';
    expect(await isWhole(good)).toBe(true);
    const missed: number[] = [];
    for (let flip = 0; flip < 1000; flip += 1) {
      const at = 10 + ((flip * 7919) % (good.length - 10 - (objectEnd - objectAt)));
      const bytes = Buffer.from(good);
      const place = at < objectAt ? at : at + objectEnd - objectAt;
      bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << (flip % 8)), place);
      if (await isWhole(bytes)) missed.push(place);
    }
    expect(missed).toEqual([]);
  });

  it('keeps its signature while it says the same, and gets another when it does not', async () => {
    const signer = await signerOf('p256');
    const made = await signed(signer);
    const first = { ...made, path: path.join(certificates.folder, 'published.mp3') };
    await copyFile(made.path, first.path);
    const again = await signed(signer, first);
    expect(again.sha256).toBe(first.sha256);
    const retitled = await signed(signer, first, { title: 'Another title' });
    expect(retitled.sha256).not.toBe(first.sha256);
    expect((await readBack(await readFile(retitled.path))).state).toBe('Trusted');
    const other = await signed(await signerOf('p384'), first);
    expect((await readBack(await readFile(other.path))).state).toBe('Trusted');
    expect((await readFile((await signed(undefined, first)).path)).includes('GEOB')).toBe(false);
  });

  it('is the same to the byte from the same key of Edwards curves', async () => {
    const signer = await signerOf('ed25519');
    expect((await signed(signer)).sha256).toBe((await signed(signer)).sha256);
  });
});

describe('openSigner', () => {
  const file = (name: string) => path.join(certificates.folder, name);
  it.each([
    ['the key of another certificate', 'p256.pem', 'rsa', NOW, 'is that of another key'],
    [
      'a certificate of times gone by',
      'p256.pem',
      'p256',
      new Date(NOW.getTime() + 40 * 86_400_000),
      'was valid until',
    ],
    [
      'a certificate that is not valid yet',
      'p256.pem',
      'p256',
      new Date(NOW.getTime() - 40 * 86_400_000),
      'is valid from',
    ],
    ['a file without a certificate', 'leaf.cnf', 'p256', NOW, 'holds no certificate'],
    ['a file that is not there', 'none.pem', 'p256', NOW, 'cannot be read'],
  ] as const)('refuses %s', async (_what, certificate, kind, now, message) => {
    const options = { certificatePath: file(certificate), key: await certificates.keyOf(kind), now };
    await expect(openSigner(options)).rejects.toMatchObject({
      code: 'E_SIGNING',
      message: expect.stringContaining(message),
    });
  });

  it('refuses a root as the certificate of a publisher, and a key that is none without telling it', async () => {
    await writeFile(file('both.key'), await readFile(file('root.key')));
    await expect(
      openSigner({ certificatePath: file('root.pem'), key: file('both.key'), now: NOW }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('vouches for others'),
    });
    const secret = '-----BEGIN PRIVATE KEY-----\nhunter2';
    const refusal = await openSigner({ certificatePath: file('p256.pem'), key: secret, now: NOW }).catch(
      (error: unknown) => error,
    );
    expect(String(refusal)).not.toContain('hunter2');
  });
});
