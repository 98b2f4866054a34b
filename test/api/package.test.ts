import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

/** Paths of the files `npm pack` would take. */
async function packed(): Promise<readonly string[]> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { stdout } = await run(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT });
  const [found] = JSON.parse(stdout) as readonly [{ readonly files: readonly { readonly path: string }[] }];
  return found.files.map((file) => file.path);
}

it('the package holds whatever its pages link to, and no test', async () => {
  const files = await packed();
  const folders = new Set(files.flatMap((file) => file.split('/').map((_, n, parts) => parts.slice(0, n).join('/'))));
  const missing: string[] = [];
  for (const page of files.filter((file) => /^(?:[^/]+|docs\/.*|examples\/.*|templates\/.*)\.md$/u.test(file))) {
    const text = (await readFile(path.join(ROOT, page), 'utf8')).replace(/^```[\s\S]*?^```$|`[^`\n]*`/gmu, '');
    for (const [, link = ''] of text.matchAll(/\]\((?!https?:|mailto:|#)([^)#]+)/gu)) {
      const target = path.posix.join(path.posix.dirname(page), link).replace(/\/$/u, '');
      if (!files.includes(target) && !folders.has(target)) missing.push(`${page} → ${link}`);
    }
  }
  expect(missing).toEqual([]);
  expect(files.filter((file) => /^(?:test|bench|src|articles|audio)\/|\/(?:output|\.lector)\//u.test(file))).toEqual(
    [],
  );
});
