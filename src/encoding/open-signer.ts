import { constants, createPrivateKey, sign, X509Certificate, type KeyObject } from 'node:crypto';
import path from 'node:path';
import { EXIT, LectorError, toLectorError } from '../errors.js';
import { readText } from '../open-file.js';

/** Signs what an audio file says of its origin, as C2PA asks. */
export type Signer = {
  /** COSE (RFC 9053); C2PA 2.2 §13.2.1 names those that may be used. */
  readonly algorithm: number;
  /** DER; that of the key first, then those that vouch for it. */
  readonly certificates: readonly [Uint8Array, ...Uint8Array[]];
  /** How long a signature is; of an RSA key as long as its modulus. */
  readonly signatureBytes: number;
  sign(payload: Uint8Array): Promise<Uint8Array>;
};

export type SignerOptions = {
  /** Absolute path of a PEM file. */
  readonly certificatePath: string;
  /** PEM, or the path of a PEM file. */
  readonly key: string;
  readonly now: Date;
};

const PSS_SALT_BYTES = 32;
const CURVES: Readonly<Record<string, { algorithm: number; hash: string; signatureBytes: number }>> = {
  prime256v1: { algorithm: -7, hash: 'sha256', signatureBytes: 64 },
  secp384r1: { algorithm: -35, hash: 'sha384', signatureBytes: 96 },
  secp521r1: { algorithm: -36, hash: 'sha512', signatureBytes: 132 },
};

/**
 * Opens the certificate and the key of a publisher.
 *
 * @throws {@link LectorError} `E_SIGNING` when one cannot be read, they do not belong together, the certificate is not
 *   valid now, or C2PA has no use for it.
 */
export async function openSigner({ certificatePath, key, now }: SignerOptions): Promise<Signer> {
  const certificates = await readCertificates(certificatePath);
  const privateKey = await readKey(key);
  const [certificate] = certificates;
  const fault = faultOf(certificate, { privateKey, now });
  if (fault !== undefined) throw refused(`the certificate ${path.basename(certificatePath)} ${fault}.`);
  const [first, ...chain] = certificates.map(({ raw }) => new Uint8Array(raw));
  if (first === undefined) throw refused('there is no certificate.');
  return { certificates: [first, ...chain], ...methodOf(privateKey) };
}

async function readCertificates(file: string): Promise<readonly [X509Certificate, ...X509Certificate[]]> {
  const text = await readText(file).catch((cause: unknown) => {
    throw refused(`the certificate cannot be read: ${toLectorError(cause).message}`, cause);
  });
  try {
    const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/gu) ?? [];
    const [first, ...rest] = blocks.map((block) => new X509Certificate(block));
    if (first) return [first, ...rest];
  } catch (cause) {
    throw refused(`${path.basename(file)} holds a certificate that is damaged.`, cause);
  }
  throw refused(`${path.basename(file)} holds no certificate in PEM.`);
}

/** What is wrong with a certificate; its profile is that of C2PA 2.2 §14.5. */
function faultOf(
  certificate: X509Certificate,
  { privateKey, now }: { readonly privateKey: KeyObject; readonly now: Date },
): string | undefined {
  if (!certificate.checkPrivateKey(privateKey)) return 'is that of another key';
  if (now < new Date(certificate.validFrom)) return `is valid from ${certificate.validFrom} on`;
  if (now > new Date(certificate.validTo)) return `was valid until ${certificate.validTo}`;
  if (certificate.ca) return 'is one that vouches for others and signs nothing itself';
  // Node calls by this name what X.509 calls extended key usage.
  const usages: readonly string[] | undefined = certificate.keyUsage;
  return usages === undefined || usages.length === 0
    ? 'does not say what it may be used for (extended key usage)'
    : undefined;
}

async function readKey(key: string): Promise<KeyObject> {
  try {
    return createPrivateKey(key.includes('-----BEGIN') ? key : await readText(path.resolve(key)));
  } catch (cause) {
    // Neither the key nor what may be its beginning is told.
    throw refused('the private key cannot be read.', cause);
  }
}

function methodOf(privateKey: KeyObject): Pick<Signer, 'algorithm' | 'signatureBytes' | 'sign'> {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details = {} } = privateKey;
  if (type === 'ed25519') {
    return { algorithm: -8, signatureBytes: 64, sign: (payload) => run(() => sign(null, payload, privateKey)) };
  }
  const curve = type === 'ec' ? CURVES[details.namedCurve ?? ''] : undefined;
  if (curve) {
    const { hash, ...method } = curve;
    return {
      ...method,
      sign: (payload) => run(() => sign(hash, payload, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
    };
  }
  if (type === 'rsa' || type === 'rsa-pss') {
    const options = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: PSS_SALT_BYTES };
    const signatureBytes = Math.ceil((details.modulusLength ?? 0) / 8);
    return { algorithm: -37, signatureBytes, sign: (payload) => run(() => sign('sha256', payload, options)) };
  }
  throw refused(`keys of the kind ${type ?? 'unknown'} are not used for this.`);
}

async function run(work: () => Buffer): Promise<Uint8Array> {
  return Promise.resolve(new Uint8Array(work()));
}

function refused(message: string, cause?: unknown): LectorError {
  return new LectorError('E_SIGNING', message, {
    hint: 'correct disclosure.c2pa, or take it out to publish without a signature.',
    exitCode: EXIT.config,
    cause,
  });
}
