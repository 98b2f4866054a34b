/** Things that look like keys wherever they stand. */
const KEY_SHAPES = [
  /\b(?:sk|pk|xi|rk)[-_][A-Za-z0-9_-]{8,}/gu,
  /\bAIza[A-Za-z0-9_-]{20,}/gu,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}/gu,
  /\bBearer\s+[A-Za-z0-9._~+/-]{8,}=*/giu,
];
const MASK = '[key]';

/** Text without keys: those that were sent, whole or in part, plain or encoded, and whatever has the shape of one. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  let masked = text;
  for (const secret of secrets) {
    if (secret.length < 6) continue;
    const forms = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      ...(secret.length >= 12 ? [secret.slice(0, 8), secret.slice(-8)] : []),
    ];
    for (const form of forms) masked = masked.replaceAll(form, MASK);
  }
  return KEY_SHAPES.reduce((result, shape) => result.replace(shape, MASK), masked);
}
