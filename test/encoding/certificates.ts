import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { requireProgram } from '../debian-program.js';

export type Certificates = { readonly folder: string; readonly keyOf: (kind: KeyKind) => Promise<string> };
export type KeyKind = keyof typeof KEYS;

const KEYS = {
  ed25519: ['-algorithm', 'ed25519'],
  p256: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
} as const;

const LEAF = `basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=emailProtection
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
`;

/** A root and, by kind of key, a certificate it vouches for: `<kind>.pem`, and with its root as well `<kind>-chain.pem`. */
export async function makeCertificates(kinds: readonly KeyKind[]): Promise<Certificates> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-certificates-'));
  const program = requireProgram('openssl');
  const openssl = (...words: readonly string[]) => execFileSync(program, words, { cwd: folder, stdio: 'pipe' });
  await writeFile(path.join(folder, 'leaf.cnf'), LEAF);
  openssl('genpkey', ...KEYS.p256, '-out', 'root.key');
  const root = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'];
  openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    'root.key',
    '-subj',
    '/O=Test/CN=Root',
    '-days',
    '30',
    '-out',
    'root.pem',
    ...root,
  );
  for (const kind of kinds) {
    openssl('genpkey', ...KEYS[kind], '-out', `${kind}.key`);
    openssl('req', '-new', '-key', `${kind}.key`, '-subj', '/O=The Lantern/CN=The Lantern', '-out', `${kind}.csr`);
    const by = ['-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', '20', '-extfile', 'leaf.cnf'];
    openssl('x509', '-req', '-in', `${kind}.csr`, '-out', `${kind}.pem`, ...by);
  }
  return { folder, keyOf: (kind) => readFile(path.join(folder, `${kind}.key`), 'utf8') };
}
