import type { Config } from '../config.js';
import type { BuildEvent, Project } from '../context.js';
import type { Finding } from '../model/finding.js';
import { showGuid } from '../model/guid.js';
import type { Manifest } from '../model/manifest.js';
import { readPublishedShow } from '../publish/published-show.js';
import { openTarget } from '../publish/targets/index.js';
import { openWorkspace } from '../workspace.js';
import { publishedThumbnail } from './publication/published-thumbnail.js';
import { publishedCover } from './publication/published-cover.js';
import { feedUrlOf, showOf } from './show-of.js';

/** How a command asks for a project. */
export type OpenProjectOptions = {
  readonly config: Config;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly warn: (finding: Finding) => void;
  readonly report: (event: BuildEvent) => void;
  /** Takes over a lock that another host left behind. */
  readonly isBreakingLock?: boolean;
};

/** Takes the lock of a project and reads what every command needs. Close its workspace when done. */
export async function openProject(
  options: OpenProjectOptions,
): Promise<Project & { readonly manifest: Manifest | undefined }> {
  const { config, now, warn } = options;
  const workspace = await openWorkspace({
    root: config.root,
    outDir: config.outDir,
    stateDir: config.stateDir,
    now,
    warn,
    breakLock: options.isBreakingLock === true,
  });
  try {
    const target = openTarget(config);
    await target.prepare();
    const published = await readPublishedShow(target, { stateDir: config.stateDir, warn });
    const { manifest } = published;
    const guid = manifest?.showGuid ?? showGuid(feedUrlOf(config));
    const cover = config.imagePath === undefined ? undefined : await publishedCover(config.imagePath, config.root);
    const thumbnail = cover && (await publishedThumbnail(cover, config));
    const show = showOf({
      config,
      guid,
      ...(cover && { image: cover.path }),
      ...(thumbnail && { thumbnail: thumbnail.path }),
    });
    return {
      ...options,
      show,
      workspace,
      target,
      published,
      manifest,
      images: [cover, thumbnail].filter((image) => image !== undefined),
    };
  } catch (error) {
    await workspace.close();
    throw error;
  }
}
