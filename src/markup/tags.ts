/** What HTML elements are, for everything that reads them. */

/** Elements without content (HTML §13.1.2). */
export const VOID_TAGS = tags('area base br col embed hr img input link meta param source track wbr');

/** Elements whose content is text and never markup (HTML §13.2.6.2). */
export const RAW_TEXT_TAGS = tags('script style textarea title xmp iframe noembed noframes');

/** Elements whose content is never text a reader sees; of ruby, the reading above or beside the words. */
export const SILENT_TAGS = tags(
  'script style noscript template head title meta link base svg canvas object embed iframe frame frameset noframes ' +
    'select option datalist input textarea button audio video source track param map area dialog progress annotation ' +
    'annotation-xml meter xmp rt rp rtc',
);

/** Elements that do not end the line they stand in. */
export const INLINE_TAGS = tags(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s samp ' +
    'small span strike strong sub sup time tt u var wbr br img picture math svg button input select script style ' +
    'noscript template source meta link',
);

/** Elements whose start ends an open paragraph (HTML §13.2.6.4.7). */
export const PARAGRAPH_ENDERS = tags(
  'address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr ' +
    'main nav ol pre section table ul',
);

/** Elements that set what is in them apart from what is around them; an element HTML does not know does not. */
export const BLOCK_TAGS: ReadonlySet<string> = new Set([
  ...PARAGRAPH_ENDERS,
  ...tags(
    'p li dt dd summary center caption colgroup tbody thead tfoot tr td th menu dir search hgroup legend optgroup',
  ),
]);

/** Whether an element ends the line it stands in: one HTML does not know does not, as in a browser. */
export function endsLine(tag: string): boolean {
  return BLOCK_TAGS.has(tag) || (SILENT_TAGS.has(tag) && !INLINE_TAGS.has(tag));
}

export const LIST_TAGS = tags('ul ol dl menu dir');
export const ITEM_TAGS = tags('li dt dd');
export const HEADING_TAGS = tags('h1 h2 h3 h4 h5 h6');
export const PICTURE_TAGS = tags('img picture');
/** Elements that show what is somewhere else. */
export const EMBED_TAGS = tags('iframe video audio embed object');

function tags(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}
