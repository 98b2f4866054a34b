import { writeYaml } from '../../fields/write-yaml.js';
import { present } from '../../model/present.js';
import type { ParsedFeed } from '../../sources/kinds/feed/feed-item.js';
import { checkedTags } from './checked-tags.js';
import { htmlToMarkdown } from '../../templates/html/html-to-markdown.js';

/** What the old feed says of the show, as `lector.yaml` writes it; what is no setting of ours is left out. */
export function settingsOf({ title, language, link, show }: ParsedFeed): string {
  const { description, categories = [], guid, medium } = show ?? {};
  const isUuid = guid !== undefined && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(guid);
  return writeYaml(
    present({
      title,
      description: description === undefined ? undefined : htmlToMarkdown(description).slice(0, 4000),
      link,
      language,
      author: show?.author,
      category: categories.length === 0 ? undefined : categories.length === 1 ? categories[0] : categories.slice(0, 3),
      explicit: show?.isExplicit,
      type: show?.isSerial === true ? 'serial' : undefined,
      copyright: show?.copyright,
      medium: medium !== undefined && /^(?:newsletter|blog|audiobook|course)$/u.test(medium) ? medium : undefined,
      guid: isUuid ? guid.toLowerCase() : undefined,
      podcast: checkedTags(show?.tags, 'show'),
    }),
  );
}
