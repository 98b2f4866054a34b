/** Bounds of one template: bytes of its file, nesting of blocks, brackets and partials, output, time. */
export const TEMPLATE_LIMITS = {
  sizeBytes: 64 * 1024,
  depth: 32,
  outputCharacters: 10 * 1024 * 1024,
  durationMs: 5000,
} as const;
