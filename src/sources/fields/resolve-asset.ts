import { posix } from 'node:path';

/**
 * The file a document refers to, as a path relative to the project folder. A source folder outside the project may
 * hold its own assets.
 *
 * @param location Of the document, relative to the project folder.
 * @returns Nothing when it would lie outside the project.
 */
export function resolveAsset(location: string, reference: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent((reference.split(/[?#]/u)[0] ?? '').trim());
  } catch {
    return undefined;
  }
  if (path === '' || path.includes('\0') || path.includes('\\') || /^(?:[/~]|[a-z]:)/iu.test(path)) return undefined;
  const resolved = posix.normalize(posix.join(posix.dirname(location), path));
  return resolved.startsWith('/') || levelsUp(resolved) > levelsUp(location) ? undefined : resolved;
}

function levelsUp(path: string): number {
  return /^(?:\.\.(?:\/|$))*/u.exec(path)?.[0].match(/\.\./gu)?.length ?? 0;
}
