import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { pageOf } from '../model/publication/paths/page-paths.js';

export type FoundFile = {
  readonly kind: 'file';
  readonly root: string;
  /** Below the root, with forward slashes. */
  readonly name: string;
  readonly file: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
};

export type Found =
  | FoundFile
  | { readonly kind: 'folder'; readonly location: string }
  | { readonly kind: 'refused'; readonly status: 400 | 403 | 404 };

/** The file below `outDir` a request asks for. Nothing outside it is served, whatever the path or a link says. */
export async function findFile(outDir: string, url: string): Promise<Found> {
  const pathname = decodePath(url);
  if (pathname === undefined) return { kind: 'refused', status: 400 };
  const segments = pathname.split('/').filter((segment) => segment !== '');
  if (segments.includes('..')) return { kind: 'refused', status: 403 };
  if (segments.some((segment) => segment.startsWith('.'))) return { kind: 'refused', status: 404 };
  const root = await realpath(outDir).catch(() => path.resolve(outDir));
  const asked = path.join(root, ...segments);
  const isFolder = pathname.endsWith('/');
  const file = await realpath(isFolder ? path.join(asked, pageOf('')) : asked).catch(() => undefined);
  if (file === undefined) return { kind: 'refused', status: 404 };
  if (file !== root && !file.startsWith(root + path.sep)) return { kind: 'refused', status: 403 };
  const found = await stat(file);
  if (found.isDirectory()) return { kind: 'folder', location: `/${segments.map(encodeURIComponent).join('/')}/` };
  if (!found.isFile()) return { kind: 'refused', status: 404 };
  const name = path.relative(root, file).replaceAll(path.sep, '/');
  return { kind: 'file', root, name, file, sizeBytes: found.size, modifiedMs: found.mtimeMs };
}

function decodePath(url: string): string | undefined {
  const [pathname = '/'] = url.split(/[?#]/u);
  try {
    const decoded = decodeURIComponent(pathname);
    // Backslashes separate folders on Windows; a NUL ends a name in C.
    return decoded.startsWith('/') && !/[\\\0]/u.test(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}
