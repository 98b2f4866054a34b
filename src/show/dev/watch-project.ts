import path from 'node:path';
import { watch } from 'chokidar';
import type { Config } from '../../config.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import { TEMPORARY_NAME } from '../../workspace.js';

/** So long nothing more must come: an editor writes a file in several steps, or another beside it and renames that. */
const QUIET_MS = 60;
/** A stream of changes that never ends is looked at this often all the same. */
const MAX_WAIT_MS = 500;

/** Folders nothing of a show is read from. */
const FOREIGN_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn']);
/** What editors lay beside a file while they write it: Vim, Emacs, LibreOffice, macOS and those that save by renaming. */
const EDITORS_OWN = /^(?:4913|\.DS_Store|\.#.*|#.*#|\.~lock\..*|.*~|.*\.sw[a-z]|.*\.(?:tmp|crdownload|part))$/u;

type Watch = { close(): Promise<void> };

/**
 * Tells when anything a show is made from has changed: once for all that comes together, with the paths.
 *
 * @param onChange Absolute paths.
 */
export async function watchProject(config: Config, onChange: (paths: readonly string[]) => void): Promise<Watch> {
  const { root, outDir, stateDir, articlesDir, programmesDir, templatesDir, lexiconPath, imagePath, file } = config;
  const record = path.join(outDir, PUBLISHED.manifest);
  const outside = [articlesDir, programmesDir, templatesDir, lexiconPath, file, imagePath ?? root];
  const isIgnored = (name: string): boolean => {
    if (name === record || name === outDir) return false;
    if (isWithin(outDir, name) || isWithin(stateDir, name)) return true;
    const base = path.basename(name);
    return FOREIGN_FOLDERS.has(base) || EDITORS_OWN.test(base) || TEMPORARY_NAME.test(base);
  };
  const watcher = watch([root, ...outside.filter((one) => !isWithin(root, one))], {
    ignored: isIgnored,
    ignoreInitial: true,
    // Its own waiting would come after ours.
    atomic: false,
    ignorePermissionErrors: true,
  });
  let paths = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let firstMs = 0;
  const flush = (): void => {
    timer = undefined;
    const changed = [...paths];
    paths = new Set();
    onChange(changed);
  };
  watcher.on('all', (_event, name) => {
    if (paths.size === 0) firstMs = performance.now();
    paths.add(path.resolve(name));
    const waitMs = Math.max(0, Math.min(QUIET_MS, firstMs + MAX_WAIT_MS - performance.now()));
    clearTimeout(timer);
    timer = setTimeout(flush, waitMs);
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

function isWithin(folder: string, name: string): boolean {
  return name === folder || name.startsWith(folder + path.sep);
}
