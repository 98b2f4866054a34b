import { z } from 'zod';

const CHAPTERS = z.object({
  version: z.string(),
  chapters: z.array(
    z.object({
      startTime: z.number(),
      endTime: z.number().optional(),
      title: z.string().optional(),
      img: z.string().optional(),
      url: z.string().optional(),
      toc: z.boolean().optional(),
    }),
  ),
});

type JsonChapters = {
  readonly chapters: readonly { readonly startMs: number; readonly endMs?: number; readonly title: string }[];
  readonly faults: readonly string[];
};

/** Reads Podcasting 2.0 JSON chapters and says where they break the rules of the format. */
export function readJsonChapters(text: string, durationMs: number | undefined): JsonChapters {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { chapters: [], faults: ['it is not JSON'] };
  }
  const parsed = CHAPTERS.safeParse(data);
  if (!parsed.success) {
    return { chapters: [], faults: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
  }
  const faults: string[] = [];
  const shown = parsed.data.chapters.filter(({ toc }) => toc !== false);
  if (!parsed.data.version.startsWith('1.')) faults.push(`version ${parsed.data.version} is not 1.x`);
  if (shown[0] && shown[0].startTime !== 0) faults.push('the first chapter does not start at 0');
  for (const [index, { startTime, endTime, title = '', img, url }] of shown.entries()) {
    const name = `chapter ${index + 1}`;
    const next = shown[index + 1]?.startTime;
    if (title.trim() === '') faults.push(`${name} has no title`);
    if (next !== undefined && next <= startTime) faults.push(`${name} does not start before the next`);
    if (endTime !== undefined && endTime <= startTime) faults.push(`${name} ends before it starts`);
    if (endTime !== undefined && next !== undefined && endTime > next)
      faults.push(`${name} ends after the next starts`);
    if (durationMs !== undefined && Math.max(startTime, endTime ?? 0) * 1000 > durationMs + 1)
      faults.push(`${name} reaches past the end of the audio`);
    for (const address of [img, url])
      if (address !== undefined && !/^https?:\/\//u.test(address))
        faults.push(`${name} has an address that is not http or https`);
  }
  return {
    chapters: shown.map(({ startTime, endTime, title = '' }) => ({
      startMs: Math.round(startTime * 1000),
      ...(endTime !== undefined && { endMs: Math.round(endTime * 1000) }),
      title,
    })),
    faults,
  };
}
