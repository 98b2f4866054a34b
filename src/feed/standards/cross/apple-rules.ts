import type { XmlElement } from '../../../markup/xml-tree.js';
import type { CheckProfile } from '../../../model/codes/check-profiles.js';
import { APPLE_CATEGORIES } from '../../../model/publication/apple-categories.js';
import { childNamed, childrenNamed, type FeedReport } from '../feed-report.js';
import type { FeedInput } from './feed-input.js';

const DIRECTORIES: readonly CheckProfile[] = ['psp1', 'apple', 'spotify', 'youtube'];
/** Apple's list before August 2019: shows of that time carry it, and no directory lists by it any more. */
const EARLIER_CATEGORIES: ReadonlySet<string> = new Set(
  'Arts,Business,Comedy,Education,Games & Hobbies,Government & Organizations,Health,Kids & Family,Music,News & Politics,Religion & Spirituality,Science & Medicine,Society & Culture,Sports & Recreation,Technology,TV & Film'.split(
    ',',
  ),
);

/** What Apple's tags may say: lists and files of its own. */
export function checkApple({ channel, items, report }: FeedInput): void {
  checkCategories(channel, report);
  for (const parent of [channel, ...items]) {
    const image = childNamed(parent, 'itunes:image');
    if (image) checkImageType(image, report);
  }
}

function checkCategories(channel: XmlElement, report: FeedReport): void {
  const seen = new Set<string>();
  for (const category of childrenNamed(channel, 'itunes:category')) {
    const name = category.attributes['text'] ?? '';
    const children = childrenNamed(category, 'itunes:category');
    const path = [name, ...children.map(({ attributes }) => attributes['text'] ?? '')].join(' > ');
    if (seen.has(path)) {
      const clause = 'Apple, itunes:category';
      report.add({
        code: 'E_FEED_REPEATED',
        says: 'is listed twice',
        value: path,
        fix: 'keep one.',
        at: category,
        clause,
      });
    }
    seen.add(path);
    for (const at of children.flatMap((child) => childrenNamed(child, 'itunes:category'))) {
      const says = 'stands in a subcategory, which has none';
      report.add({ code: 'E_ELEMENT_PLACE', says, fix: 'take it out.', at, clause: 'Apple, itunes:category' });
    }
    const subcategories = Object.hasOwn(APPLE_CATEGORIES, name) ? APPLE_CATEGORIES[name] : undefined;
    if (!subcategories) {
      const fix = `use one of: ${Object.keys(APPLE_CATEGORIES).join(', ')}.`;
      const isEarlier = EARLIER_CATEGORIES.has(name);
      refuse(category, { name, fix, isEarlier }, report);
      continue;
    }
    for (const child of children) {
      const sub = child.attributes['text'] ?? '';
      if (subcategories.includes(sub)) continue;
      const fix = `below ${name}, use one of: ${subcategories.join(', ') || 'none'}.`;
      refuse(child, { name: `${name} > ${sub}`, fix, isEarlier: true }, report);
    }
  }
}

function refuse(
  at: XmlElement,
  { name, fix, isEarlier }: { readonly name: string; readonly fix: string; readonly isEarlier: boolean },
  report: FeedReport,
): void {
  const fault = { code: 'E_FEED_CATEGORY', says: 'is not on Apple’s list', value: name, fix, at } as const;
  if (isEarlier) report.add({ ...fault, profiles: ['apple', 'psp1'], clause: 'Podcasts categories' });
  else report.add({ ...fault, clause: 'Apple, Podcasts categories' });
}

/** Artwork is JPEG or PNG, and apps go by its name. */
function checkImageType(image: XmlElement, report: FeedReport): void {
  const href = image.attributes['href'] ?? '';
  if (href === '' || /\.(?:jpe?g|png)(?:[?#]|$)/iu.test(href)) return;
  const isOther = /\.(?:gif|webp|svg|bmp|tiff?|ico|avif|heic)(?:[?#]|$)/iu.test(href);
  const fault = {
    code: 'W_FEED_IMAGE_TYPE',
    says: 'does not end in .jpg or .png',
    value: href,
    fix: 'name the file after its real type.',
    at: image,
  } as const;
  if (isOther) report.add({ ...fault, clause: 'Apple, itunes:image' });
  else report.add({ ...fault, profiles: DIRECTORIES, clause: 'itunes:image' });
}
