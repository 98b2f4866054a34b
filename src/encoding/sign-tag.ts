import { createHash } from 'node:crypto';
import type * as C2pa from '@trustnxt/c2pa-ts/manifest';
import { LectorError } from '../errors.js';
import { LECTOR_VERSION } from '../model/version.js';
import { openFile } from '../open-file.js';
import { readStream, type Stream } from './kept-streams.js';
import type { Signer } from './open-signer.js';

type SignTagInput = {
  /** A whole ID3v2.3 tag without padding. */
  readonly tag: Uint8Array;
  /** The sound that follows it. */
  readonly stream: Pick<Stream, 'head' | 'parts'>;
  /** IPTC: https://cv.iptc.org/newscodes/digitalsourcetype/ */
  readonly digitalSourceType: string;
};

/** Where the manifest store lies in the file. */
type Range = { readonly start: number; readonly length: number };

const TAG_HEADER_BYTES = 10;
const FRAME_HEADER_BYTES = 10;
/** ID3v2.3 §4.16, with the media type C2PA gives (2.2, A.3.3): text encoding, type, file name and description. */
const OBJECT_HEAD = Buffer.from('\0application/c2pa\0c2pa\0c2pa manifest store\0', 'latin1');
/** CBOR writes lengths shorter or longer by their size; room that stays on one side of its steps keeps a store as long. */
const SPARE_BYTES = 64;
const SPARE_BYTES_RSA = 300;
const LONGEST_EC_SIGNATURE_BYTES = 132;
const DIGEST_BYTES = 32;

/**
 * Puts a signed C2PA manifest into a tag as its last frame: who publishes the sound, and what kind of source it has. Every
 * byte of the file but those of the manifest itself is under the signature. A file that says the same and was signed with
 * the same certificate keeps its signature: keys on curves give another each time.
 *
 * @throws {@link LectorError} `E_SIGNING` when the package that writes manifests is not installed.
 */
export async function signTag(input: SignTagInput, signer: Signer): Promise<Uint8Array> {
  const { ManifestStore, ActionAssertion, ActionType, ClaimVersion, DataHashAssertion } = await loadC2pa();
  const compose = (of: { readonly label: string; readonly range: Range; readonly hash: Uint8Array }) => {
    const store = new ManifestStore();
    const manifest = store.createManifest({
      claimVersion: ClaimVersion.V2,
      assetFormat: 'audio/mpeg',
      instanceID: `xmp:iid:${of.label}`,
      defaultHashAlgorithm: 'SHA-256',
      signer: toLibrarySigner(signer),
    });
    manifest.label = `urn:c2pa:${of.label}`;
    if (manifest.claim)
      Object.assign(manifest.claim, { claimGeneratorName: 'Lector', claimGeneratorVersion: LECTOR_VERSION });
    if (manifest.signature) manifest.signature.signatureData.paddingLength = roomFor(signer);
    const actions = new ActionAssertion();
    actions.actions.push({ action: ActionType.C2paCreated, digitalSourceType: toC2paType(input.digitalSourceType) });
    manifest.addAssertion(actions);
    const data = DataHashAssertion.create('SHA-256', 0);
    Object.assign(data, { name: 'c2pa manifest', hash: of.hash, exclusions: [of.range] });
    manifest.addAssertion(data);
    return { store, manifest };
  };
  const start = input.tag.length + FRAME_HEADER_BYTES + OBJECT_HEAD.length;
  const length = settleLength((guess) => {
    const range = { start, length: guess };
    return compose({ label: toUuid(Buffer.alloc(DIGEST_BYTES)), range, hash: Buffer.alloc(DIGEST_BYTES) }).store;
  });
  const range = { start, length };
  const head = withObject(input.tag, length);
  const hash = await hashAround(head.subarray(0, start), input.stream);
  const kept = await keptManifest(input, { range, hash, signer });
  if (kept) {
    head.set(kept, start);
    return head;
  }
  const seed = createHash('sha256').update(hash).update(input.digitalSourceType).update(signer.certificates[0]);
  const { store, manifest } = compose({ label: toUuid(seed.digest()), range, hash });
  await manifest.sign(toLibrarySigner(signer));
  const bytes = store.getBytes();
  if (bytes.length !== length)
    throw new LectorError('E_BUG', `a manifest of ${length} bytes came out as ${bytes.length}.`);
  head.set(bytes, start);
  return head;
}

/** The package is asked for when there is a certificate, and no one else carries it about. */
export async function loadC2pa(): Promise<typeof C2pa> {
  try {
    return await import('@trustnxt/c2pa-ts/manifest');
  } catch (cause) {
    throw new LectorError('E_SIGNING', 'the package @trustnxt/c2pa-ts is not installed.', {
      hint: 'run "npm install @trustnxt/c2pa-ts", or take disclosure.c2pa out.',
      cause,
    });
  }
}

type LibrarySigner = Parameters<C2pa.ManifestStore['createManifest']>[0]['signer'];

/** Of a certificate the library writes its bytes and asks for nothing else. */
function toLibrarySigner({ algorithm, certificates: [first, ...rest], sign }: Signer): LibrarySigner {
  const wrap = (rawData: Uint8Array) => ({ rawData: Buffer.from(rawData) });
  return { algorithm, certificate: wrap(first), chainCertificates: rest.map(wrap), sign } as unknown as LibrarySigner;
}

function roomFor({ signatureBytes }: Signer): number {
  return signatureBytes + (signatureBytes > LONGEST_EC_SIGNATURE_BYTES ? SPARE_BYTES_RSA : SPARE_BYTES);
}

/** C2PA writes the words of IPTC as they are declared, with http. */
function toC2paType(url: string): C2pa.DigitalSourceType {
  return url.replace(/^https:/u, 'http:') as C2pa.DigitalSourceType;
}

/** A store holds its own length, which takes more room the longer it is. */
function settleLength(storeOf: (length: number) => C2pa.ManifestStore): number {
  let length = 1;
  for (let next = storeOf(length).measureSize(); next !== length; next = storeOf(length).measureSize()) length = next;
  return length;
}

/** The tag with room for an object behind its other frames. */
function withObject(tag: Uint8Array, objectBytes: number): Uint8Array {
  const frameBytes = OBJECT_HEAD.length + objectBytes;
  const out = Buffer.alloc(tag.length + FRAME_HEADER_BYTES + frameBytes);
  out.set(tag);
  out.write('GEOB', tag.length, 'latin1');
  out.writeUInt32BE(frameBytes, tag.length + 4);
  OBJECT_HEAD.copy(out, tag.length + FRAME_HEADER_BYTES);
  // Seven bits a byte (ID3v2.3 §3.1).
  const sizeBytes = out.length - TAG_HEADER_BYTES;
  [21, 14, 7, 0].forEach((shift, index) => out.writeUInt8((sizeBytes >> shift) & 0x7f, 6 + index));
  return out;
}

async function hashAround(before: Uint8Array, stream: SignTagInput['stream']): Promise<Buffer> {
  const hash = createHash('sha256').update(before);
  for await (const bytes of readStream(stream)) hash.update(bytes);
  return hash.digest();
}

/** The manifest of the file the sound is taken from, where it is of the same bytes, source and certificate. */
async function keptManifest(
  { stream, digitalSourceType }: SignTagInput,
  made: { readonly range: Range; readonly hash: Uint8Array; readonly signer: Signer },
): Promise<Uint8Array | undefined> {
  const { start, length } = made.range;
  const [file, ...others] = stream.parts;
  if (stream.head || others.length > 0 || file?.firstByte !== start + length) return undefined;
  const handle = await openFile(file.path);
  try {
    const { buffer } = await handle.read(Buffer.alloc(file.firstByte), 0, file.firstByte, 0);
    const manifest = buffer.subarray(start);
    const isSame = (await hashAround(buffer.subarray(0, start), stream)).equals(made.hash);
    const parts = [made.hash, made.signer.certificates[0], Buffer.from(toC2paType(digitalSourceType), 'latin1')];
    return isSame && parts.every((part) => manifest.includes(Buffer.from(part))) ? manifest : undefined;
  } finally {
    await handle.close();
  }
}

/** Random-looking, and the same for the same bytes (RFC 9562, version 8). */
function toUuid(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}
