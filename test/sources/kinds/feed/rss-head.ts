/** The head of a feed, up to its first item. */
export const RSS_HEAD =
  '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" ' +
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>' +
  '<title>The Westmere Post</title><link>https://post.example/</link><language>en-GB</language>';
