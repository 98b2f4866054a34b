// Lets node run the TypeScript of bench/ as it stands; what it imports from src/ comes compiled from dist/.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

if (isMainThread) register(import.meta.url);

export function resolve(specifier, context, next) {
  if (!specifier.startsWith('.') || context.parentURL === undefined) return next(specifier, context);
  const target = path.resolve(path.dirname(fileURLToPath(context.parentURL)), specifier);
  const relative = path.relative(root, target);
  if (relative.startsWith(`src${path.sep}`)) {
    return next(pathToFileURL(path.join(root, 'dist', relative.slice(4))).href, context);
  }
  if (/^(?:bench|test)[\\/].*\.js$/u.test(relative))
    return { url: pathToFileURL(target.replace(/\.js$/u, '.ts')).href, format: 'module', shortCircuit: true };
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { default: ts } = await import('typescript');
  const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
  });
  return { format: 'module', source: outputText, shortCircuit: true };
}
