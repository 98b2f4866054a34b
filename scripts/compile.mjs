// Compiles src into dist with tsc, and does nothing when dist already matches src.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stampPath = path.join(root, 'dist', '.stamp');
const inputs = ['tsconfig.json', 'package.json', ...listFiles('src')];
const stamp = createHash('sha256')
  .update(inputs.map((file) => describe(file)).join('\n'))
  .digest('hex');

if (!existsSync(stampPath) || readFileSync(stampPath, 'utf8') !== stamp) {
  // Compiled aside and swapped in, so that a run that is under way never meets half a program.
  const aside = path.join(root, `dist.${process.pid}`);
  compile('tsconfig.json', aside);
  compile('src/site/player/tsconfig.json', path.join(aside, 'site', 'player'));
  await bundle('src/site/companion', ['embed', 'companion', 'embed-page'], path.join(aside, 'site/companion/browser'));
  compile('src/preview/page/tsconfig.json', path.join(aside, 'preview', 'page'));
  writeFileSync(path.join(aside, '.stamp'), stamp);
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  renameSync(aside, path.join(root, 'dist'));
}

function compile(project, outDir) {
  const tsc = path.join(root, 'node_modules/native-typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', project, '--outDir', outDir], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (status === 0) return;
  rmSync(outDir, { recursive: true, force: true });
  process.exit(status ?? 1);
}

// Pages of others load these: few of them, and small.
async function bundle(folder, names, outDir) {
  const input = Object.fromEntries(names.map((name) => [name, path.join(root, folder, `${name}.ts`)]));
  const tsconfig = path.join(root, folder, 'tsconfig.json');
  const built = await rolldown({ input, tsconfig, preserveEntrySignatures: 'exports-only' });
  await built.write({ dir: outDir, format: 'esm', minify: true, chunkFileNames: '[name].js' });
  await built.close();
}

function listFiles(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

function describe(file) {
  const { mtimeMs, size } = statSync(path.join(root, file));
  return `${file} ${mtimeMs} ${size}`;
}
