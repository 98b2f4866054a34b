import { z } from 'zod';

const FILE = z.string().trim().min(1).max(240);
const STING_SHAPE = {
  file: FILE,
  /** Loudness against that of the speech. */
  levelLu: z.number().min(-30).max(6).default(0),
  /** So much of the file. */
  lengthMs: z.number().int().min(100).max(600_000).optional(),
  fadeInMs: z.number().int().min(0).max(10_000).default(20),
  fadeOutMs: z.number().int().min(0).max(20_000).default(20),
};
const toPiece = (value: unknown): unknown => (typeof value === 'string' ? { file: value } : value);
const stingSchema = z.preprocess(toPiece, z.strictObject(STING_SHAPE));
/** How long the end of an intro lies beneath the first words, and the beginning of an outro beneath the last. */
const edgeSchema = z.preprocess(
  toPiece,
  z.strictObject({ ...STING_SHAPE, overlapMs: z.number().int().min(0).max(20_000).default(0) }),
);
const bedSchema = z.preprocess(
  toPiece,
  z.strictObject({
    file: FILE,
    under: z
      .array(z.enum(['opening', 'chapters', 'closing']))
      .min(1)
      .max(3)
      .default(['opening', 'closing']),
    /** While somebody speaks, against the speech. */
    duckedLu: z.number().min(-40).max(-10).default(-20),
    /** In pauses. */
    pauseLu: z.number().min(-40).max(0).default(-12),
    /** It ends with the first pause after so long. */
    seconds: z.number().int().min(3).max(45).default(12),
    leadMs: z.number().int().min(0).max(3000).default(1500),
    tailMs: z.number().int().min(300).max(10_000).default(2500),
    fadeInMs: z.number().int().min(20).max(10_000).default(800),
    fadeOutMs: z.number().int().min(20).max(10_000).default(2500),
  }),
);
/** Music, each a file or a file and how it is to be heard. */
export const musicSchema = z.strictObject({
  intro: edgeSchema.optional(),
  outro: edgeSchema.optional(),
  chapter: stingSchema.optional(),
  bed: bedSchema.optional(),
});
