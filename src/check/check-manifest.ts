import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { quoteValue } from '../model/text.js';
import { hashFile } from '../workspace.js';
import type { OutputReport } from './output-report.js';
import type { PublishedItem } from './published-item.js';

const MANIFEST = z.object({
  episodes: z.array(
    z.object({
      guid: z.string(),
      title: z.string(),
      audio: z.object({ path: z.string(), sha256: z.string(), sizeBytes: z.number() }),
    }),
  ),
});

type CheckManifestInput = {
  readonly outDir: string;
  readonly items: readonly PublishedItem[];
  readonly report: OutputReport;
};

/** Each item of the feed is on record with the same GUID and file, and the file has the bytes on record. */
export async function checkManifest({ outDir, items, report }: CheckManifestInput): Promise<void> {
  const file = 'manifest.json';
  const text = await readFile(path.join(outDir, file), 'utf8').catch(() => undefined);
  if (text === undefined) {
    report.warning('W_MANIFEST', 'there is no manifest.json; GUIDs and dates of the show are on no record.', { file });
    return;
  }
  const episodes = readEpisodes(text);
  if (!episodes) {
    report.error('E_MANIFEST', 'manifest.json cannot be read.', { file, hint: 'bring back the last good copy.' });
    return;
  }
  const records = new Map(episodes.map((episode) => [episode.guid, episode]));
  for (const { label, guid, audioPath } of items) {
    const record = guid === undefined ? undefined : records.get(guid);
    if (!record) {
      report.error('E_MANIFEST', `${quoteValue(label)}: its guid is not in manifest.json.`, { file });
    } else if (audioPath !== record.audio.path) {
      report.error(
        'E_MANIFEST',
        `${quoteValue(label)}: the feed names ${quoteValue(audioPath ?? '')}, and manifest.json ${quoteValue(record.audio.path)}.`,
        { file },
      );
    } else {
      await checkBytes({ label, record: record.audio, outDir, report });
    }
  }
}

async function checkBytes(options: {
  label: string;
  record: { path: string; sha256: string; sizeBytes: number };
  outDir: string;
  report: OutputReport;
}): Promise<void> {
  const { label, record, outDir, report } = options;
  const audio = path.join(outDir, record.path);
  const sizeBytes = await stat(audio).then(
    ({ size }) => size,
    () => undefined,
  );
  // A missing file is reported with the feed.
  if (sizeBytes === undefined) return;
  if (sizeBytes === record.sizeBytes && (await hashFile(audio)) === record.sha256) return;
  report.error('E_AUDIO', `${quoteValue(label)}: its audio file is not the one on record.`, { file: record.path });
}

function readEpisodes(text: string): z.infer<typeof MANIFEST>['episodes'] | undefined {
  try {
    return MANIFEST.parse(JSON.parse(text)).episodes;
  } catch {
    return undefined;
  }
}
