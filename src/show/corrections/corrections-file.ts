import path from 'node:path';
import { writeYaml } from '../../fields/write-yaml.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import { readText } from '../../open-file.js';
import { writeDurably } from '../../workspace.js';

/** Beside `lector.yaml`: it belongs into version control, and whoever reads it needs no program. */
const CORRECTIONS_FILE = 'corrections.yaml';

const HEAD = `# What was corrected after it was published, as "lector build" logs it. The published record of the show has it too;
# this file is written from it.
`;

/** Writes the log of every episode that has one; nothing where it says so already. */
export async function writeCorrectionsFile(
  records: readonly Pick<EpisodeRecord, 'slug' | 'title' | 'corrections'>[],
  folder: string,
): Promise<void> {
  const sorted = records.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
  const logs = sorted.map(({ slug, title, corrections }) => [slug, { title, corrections }]);
  const text = `${HEAD}${writeYaml(Object.fromEntries(logs) as Record<string, unknown>)}`;
  const file = path.join(folder, CORRECTIONS_FILE);
  if ((await readText(file).catch(() => '')) !== text) await writeDurably(file, text);
}
