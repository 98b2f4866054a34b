import { copyFile, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadConfig } from '../../src/config.js';
import type { Manifest } from '../../src/model/publication/manifest.js';
import type { EngineFactory } from '../../src/narration/engines/index.js';
import { silence } from '../../src/narration/engines/silence.js';
import { openShow, type OpenShow, type ShowOptions } from '../../src/show/open-show.js';
import { buildWav } from '../../src/sound.js';
import { hashFile } from '../../src/workspace.js';

const COVER = path.resolve(import.meta.dirname, '../fixtures/published-by-0.1.0/cover.jpg');
export const NOW = new Date('2026-03-01T12:00:00Z');

/** A show in a folder of its own, opened in this process; what its engine said and what was encoded is counted. */
export type TestShow = {
  readonly root: string;
  /** Texts the engine was given, in the order they came. */
  readonly spoken: string[];
  write(file: string, content: string | Uint8Array): Promise<void>;
  /** Writes a part of a file anew; the part must be there. */
  edit(file: string, from: string, to: string): Promise<void>;
  open(options?: ShowOptions): Promise<OpenShow>;
  /** How many pieces of sound were encoded and kept since this was last asked. */
  encodedCount(): Promise<number>;
  manifest(): Promise<Manifest>;
  /** SHA-256 of every published file, by its path. */
  published(): Promise<Readonly<Record<string, string>>>;
  /** The same show in another folder, every file with a new date. */
  copy(): Promise<TestShow>;
  remove(): Promise<void>;
};

/** An engine that costs a dollar for a million characters, says nothing, and remembers what it was to say. */
export function countingEngine(spoken: string[], name = 'counting'): EngineFactory {
  return () => {
    const engine = silence();
    return {
      ...engine,
      name,
      capabilities: { ...engine.capabilities, pricePerMillionCharactersUsd: 1, isDeterministic: false },
      speak(request) {
        spoken.push(request.text);
        return engine.speak(request);
      },
    };
  };
}

export const CONFIG = `title: A test show
description: For tests.
baseUrl: https://pod.example.org/show/
author: The Tester
owner: {email: tester@example.org}
image: cover.jpg
tts: {engine: counting}
audio: {sampleRateHz: 22050, bitrateKbps: 32}
`;

/** An article of one paragraph of its own and one that is long enough for every check. */
export function article(title: string, text = '', date = '2026-01-02T08:00:00Z'): string {
  const filler = `The council spoke of ${title.toLowerCase()} until ten, and nobody left the old hall before the end.`;
  return `---\ntitle: ${title}\ndate: ${date}\n---\n\n${text}\n\n${filler} It will speak of that again in the spring.\n`;
}

/** @param files Sources by path; `lector.yaml` among them stands instead of the usual one. */
export async function makeShow(files: Readonly<Record<string, string | Uint8Array>>): Promise<TestShow> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'lector-show-'));
  const show = testShowIn(root);
  await copyFile(COVER, path.join(root, 'cover.jpg'));
  for (const [file, content] of Object.entries({ 'lector.yaml': CONFIG, ...files })) await show.write(file, content);
  return show;
}

/** A recording of a second at a moderate level, without silence in it. */
export function recording(): Uint8Array {
  const samples = Int16Array.from({ length: 32_000 }, (_, index) => Math.round(6000 * Math.sin(index * 0.05)));
  return buildWav({ samples, sampleRateHz: 16_000 });
}

export function testShowIn(root: string): TestShow {
  const spoken: string[] = [];
  const seen = new Set<string>();
  const outDir = path.join(root, 'output');
  const write = async (file: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), content);
  };
  return {
    root,
    spoken,
    write,
    async edit(file, from, to) {
      const text = await readFile(path.join(root, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      await write(file, text.replace(from, to));
    },
    async open(options = {}) {
      const { config } = await loadConfig({ cwd: root });
      return openShow(config, { now: () => NOW, engines: { counting: countingEngine(spoken) }, ...options });
    },
    async encodedCount() {
      const names = await readdir(path.join(root, '.lector/audio')).catch(() => []);
      const fresh = names.filter((name) => /\.(?:mp3|frames)$/u.test(name) && !seen.has(name));
      fresh.forEach((name) => seen.add(name));
      return fresh.length;
    },
    manifest: async () => JSON.parse(await readFile(path.join(outDir, 'manifest.json'), 'utf8')) as Manifest,
    async published() {
      const entries = await readdir(outDir, { withFileTypes: true, recursive: true });
      const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
      const hashes = await Promise.all(
        files.sort().map(async (file) => [path.relative(outDir, file), await hashFile(file)] as const),
      );
      return Object.fromEntries(hashes);
    },
    async copy() {
      const target = await mkdtemp(path.join(os.tmpdir(), 'lector-copy-'));
      await cp(root, target, { recursive: true });
      const copied = testShowIn(target);
      await copied.encodedCount();
      return copied;
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
