import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '../../config.js';
import { EXIT, isLectorError, LectorError, toLectorError } from '../../errors.js';
import { placeOfField, toPlainValue } from '../../fields/field-value.js';
import { readYamlFields } from '../../fields/read-yaml.js';
import { schemaFaults } from '../../fields/schema-faults.js';
import { writeYaml } from '../../fields/write-yaml.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { readText } from '../../open-file.js';
import { writeDurably } from '../../workspace.js';

/**
 * Beside `lector.yaml`, one file an item: whoever approves two items in two branches of a repository changes two files,
 * and nothing is to be merged.
 */
export const APPROVALS_FOLDER = 'approvals';

/** Every sentence of the longest article stands in it. */
const MAX_BYTES = 2_000_000;
const MOMENT = z.iso.datetime({ offset: true });
const NAME = z.string().max(255).optional();
const NOTE = z.string().max(4000).optional();
const DIGEST = z.string().regex(/^[\da-f]{64}$/u, 'is not a SHA-256 in hex');

const approvalSchema = z.strictObject({
  title: z.string(),
  /** Where the item was read. */
  source: z.string(),
  approvedAt: MOMENT,
  by: NAME,
  note: NOTE,
  /** Of everything that is heard: words, voices, pauses, recordings, settings of the sound. */
  sound: DIGEST,
  /** Of the sound itself, where the same words are never spoken the same twice. */
  clips: DIGEST.optional(),
  /** Every sentence as it is heard, in order. */
  heard: z.array(z.string()).default([]),
  /** Somebody took it back. */
  withdrawn: z.strictObject({ at: MOMENT, by: NAME, note: NOTE }).optional(),
});

/** What somebody said of an item: that it may go out as it sounds. */
export type Approval = z.infer<typeof approvalSchema>;

/** Every approval by the slug of its item; what cannot be read approves nothing. */
export async function readApprovals(
  config: Pick<Config, 'root'>,
): Promise<{ readonly approvals: ReadonlyMap<string, Approval>; readonly faults: readonly Finding[] }> {
  const approvals = new Map<string, Approval>();
  const faults: Finding[] = [];
  const names = await readdir(path.join(config.root, APPROVALS_FOLDER)).catch((): string[] => []);
  for (const name of names.filter((one) => one.endsWith(ENDING)).sort()) {
    try {
      approvals.set(name.slice(0, -ENDING.length), await readApproval(config.root, name));
    } catch (error) {
      if (!isLectorError(error)) throw error;
      faults.push(error.toFinding(), ...error.more);
    }
  }
  return { approvals, faults };
}

/** Keeps an approval in the place of the one before; what was said before is in the history of the file. */
export async function writeApproval({ root }: Pick<Config, 'root'>, slug: string, approval: Approval): Promise<string> {
  const name = `${APPROVALS_FOLDER}/${slug}${ENDING}`;
  await writeDurably(path.join(root, name), `${HEAD}${writeYaml(approval)}`);
  return name;
}

const ENDING = '.yaml';
const HEAD = '# Written by "lector approve"; it belongs into version control.\n';

async function readApproval(root: string, name: string): Promise<Approval> {
  const file = `${APPROVALS_FOLDER}/${name}`;
  const text = await readText(path.join(root, file)).catch((cause: unknown) => {
    throw refused(toLectorError(cause).message, file, cause);
  });
  const expected = 'what "lector approve" writes';
  const fields = readYamlFields({ text, file, maxBytes: MAX_BYTES, maxDepth: 3, expected, code: 'E_APPROVAL' });
  const raw = toPlainValue({ kind: 'map', fields });
  const parsed = approvalSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const placeOf = (at: readonly PropertyKey[]) => placeOfField(fields, at, file);
  const [first] = schemaFaults(parsed.error.issues, { schema: approvalSchema, raw, placeOf, exitCode: EXIT.inputs });
  throw refused(first?.message ?? 'it is no approval.', file, first, first?.place?.line);
}

function refused(message: string, file: string, cause: unknown, line?: number): LectorError {
  return new LectorError('E_APPROVAL', `an approval cannot be read and counts as none: ${message}`, {
    hint: 'bring back the last good copy, or approve again.',
    place: { file, ...present({ line }) },
    cause,
  });
}
