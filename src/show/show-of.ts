import type { Config } from '../config.js';
import { present } from '../model/present.js';
import type { ShowTags } from '../model/publication/podcast-tags.js';
import { publishedUrl, toBaseUrl } from '../model/publication/paths/addresses.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import type { Show } from '../model/publication/show.js';

/** The show as the configuration describes it, with the guid the manifest keeps and the cover's published name. */
export function showOf(input: {
  config: Config;
  guid: string;
  image?: string;
  thumbnail?: string;
  tags?: ShowTags;
  /** Path of the logo as it is published. */
  logo?: string;
}): Show {
  const { config } = input;
  const baseUrl = toBaseUrl(config.baseUrl);
  const categories = (Array.isArray(config.category) ? config.category : [config.category]).map((category) =>
    category.split('>').map((part) => part.trim()),
  );
  const owner = config.owner && { name: config.owner.name ?? config.author ?? config.title, email: config.owner.email };
  return {
    title: config.title,
    description: config.description === '' ? config.title : config.description,
    baseUrl,
    link: config.link ?? baseUrl,
    language: config.language,
    categories,
    isExplicit: config.explicit,
    type: config.type,
    isLocked: config.locked,
    medium: config.medium,
    guid: input.guid,
    ...present({
      author: config.author,
      owner,
      image: input.image,
      thumbnail: input.thumbnail,
      copyright: config.copyright,
      funding: config.funding,
      newFeedUrl: config.newFeedUrl,
      isMoved: config.movedFrom === undefined ? undefined : true,
      tags: input.tags,
      theme: config.theme && { ...config.theme, logo: input.logo },
      links: config.links,
      linkPictures: config.artwork.links ? present({ color: config.artwork.color }) : undefined,
      isSearchable: config.search ? undefined : (false as const),
      feeds: config.feeds.length > 0 ? config.feeds : undefined,
      feedSize: config.feedSize && { pageItems: config.feedSize.items, ...present(config.feedSize) },
    }),
  };
}

/** Address of the feed. */
export function feedUrlOf(config: Config): string {
  return publishedUrl({ baseUrl: toBaseUrl(config.baseUrl) }, PUBLISHED.feed);
}
