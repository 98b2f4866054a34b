import type { PublishTarget, TargetFile } from '../../publish/target.js';

/** A file as it lies, and as it would be put; nothing where there is none. */
export type SeenChange = { readonly path: string; readonly before?: string; readonly after?: string };

/** A target that looks like another and changes nothing: what would be put or removed is told instead. Audio and pictures are not looked at. */
export function watchTarget(target: PublishTarget, see: (change: SeenChange) => void): PublishTarget {
  const put = async ({ path, content }: TargetFile): Promise<boolean> => {
    if (!(content instanceof Uint8Array)) return false;
    const lying = await target.read(path);
    if (lying?.equals(content) === true) return false;
    see({ path, after: Buffer.from(content).toString('utf8'), ...(lying && { before: lying.toString('utf8') }) });
    return true;
  };
  return {
    specificationVersion: target.specificationVersion,
    name: target.name,
    locate: (path) => target.locate(path),
    prepare: () => Promise.resolve(),
    stat: (paths) => target.stat(paths),
    read: (path) => target.read(path),
    download: (path, makeFolder) => target.download(path, makeFolder),
    list: () => target.list(),
    put,
    async putFeed({ feed }) {
      return (await put(feed)) ? [feed.path] : [];
    },
    async remove(path) {
      const lying = await target.read(path);
      if (lying) see({ path, before: lying.toString('utf8') });
      return lying !== undefined;
    },
  };
}
