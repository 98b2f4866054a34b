import { createHash } from 'node:crypto';
import { z } from 'zod';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import type { PublishTarget } from '../target.js';

const SHA256 = z.string().regex(/^[0-9a-f]{64}$/u);

const fileSchema = z.object({
  sha256: SHA256,
  sizeBytes: z.number().int().min(0),
  /** Of the target, when it lay there; what has another one now was changed by somebody else. */
  version: z.string(),
  /** ISO 8601; since when the show does not list it any more. */
  unlistedAt: z.string().optional(),
});

const releaseSchema = z.object({
  number: z.number().int().min(1),
  /** ISO 8601. */
  at: z.string(),
  feedSha256: SHA256,
  manifestSha256: SHA256,
  /** It was seen out there by the publish after it; one that was cut off before its feed never is. */
  wasLive: z.boolean().optional(),
});

const recordSchema = z.object({
  version: z.literal(1),
  files: z.record(z.string(), fileSchema),
  releases: z.array(releaseSchema),
});

/**
 * What lies at a place, and the feeds it can go back to, the newest last. It saves requests and no truth: a file whose
 * version is another one now is looked at anew, and a record that is lost or damaged reads as an empty one.
 */
export type PlaceRecord = {
  readonly version: 1;
  readonly files: Readonly<Record<string, z.infer<typeof fileSchema>>>;
  readonly releases: readonly Release[];
};

/** A feed and its record as they were published. */
export type Release = Readonly<z.infer<typeof releaseSchema>>;

export async function readPlaceRecord(target: PublishTarget): Promise<PlaceRecord> {
  const bytes = await target.read(PUBLISHED.placeRecord);
  try {
    const parsed = recordSchema.safeParse(JSON.parse(bytes?.toString('utf8') ?? ''));
    if (parsed.success) return parsed.data;
  } catch {
    // Not JSON: as if there were none.
  }
  return { version: 1, files: {}, releases: [] };
}

/** The same text for the same record. */
export function formatPlaceRecord({ version, files, releases }: PlaceRecord): string {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ version, releases, files: Object.fromEntries(sorted) })}\n`;
}

/** Hex SHA-256 of a text, as releases have it; nothing of nothing. */
export function digestOf(text: string): string;
export function digestOf(text: string | undefined): string | undefined;
export function digestOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : createHash('sha256').update(text).digest('hex');
}
