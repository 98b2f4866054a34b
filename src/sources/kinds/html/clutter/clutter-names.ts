import { LANGUAGES } from '../../../../languages/language-of.js';

/** Words of class and id names that the web shares, by the reason they give. A word counts whole: `ad` is not in `header`. */
const WORDS_BY_REASON: Readonly<Record<string, string>> = {
  navigation:
    'nav navbar navigation menu submenu breadcrumb breadcrumbs crumbs pagination pager paginator pagenav topbar skiplink sitemap backtotop',
  'page-header': 'masthead siteheader',
  'page-footer': 'footer colophon sitefooter contentinfo',
  sidebar: 'sidebar sidebars rightrail siderail',
  'share-bar':
    'share sharing sharebar shares sharethis sharedaddy sharetools sharelinks social socials socialmedia sociable addthis addtoany a2a followus followbar tweetbutton shareaholic shariff',
  'related-links':
    'related relatedposts relatedlinks relatedarticles recirc recirculation recommended recommendation recommendations yarpp jp-relatedposts trending mostread mostpopular popularposts outbrain taboola zergnet revcontent mgid teasers readnext upnext nextpost prevnext morefrom latestnews alsoread crosslinks seealso',
  newsletter:
    'newsletter newsletters nl-signup signup singup subscribe subscription subscribebox optin mailchimp mc4wp mailinglist emailsignup',
  'comment-notice':
    'comment comments commentlist commentform disqus respond livefyre fbcomments viafoura spotim coral commenting',
  advertisement:
    'reklama ad ads adv adbox adslot adunit adsense adsbygoogle advert adverts advertisement advertising advertorial adwrapper adcontainer sponsor sponsored sponsors dfp gpt teads promo promos promotion promobox cta ctas',
  byline:
    'byline bylines author authors authorname authorinfo authorbox authorbio contributor contributors vcard bio abouttheauthor',
  'publication-date':
    'timestamp pubdate postdate datetime dateline publishdate publisheddate articledate entrydate lastmodified',
  'article-tags':
    'eyebrow overline tags taglist tagcloud posttags keywords topics postinfo postmeta entrymeta articlemeta metadata categories taxonomy',
  'pop-up': 'modal popup lightbox overlay tooltip popover hovercard rollover interstitial dropdown flyout',
  'cookie-notice': 'cookie cookies gdpr consent cookiebar cookieconsent',
  'paywall-notice': 'paywall regwall registerwall subscribewall meteredcontent',
  'player-controls':
    'jwplayer vjs videojs plyr mejs playerControls audioplayer videoplayer controls carouselcontrols slidecount',
  'page-controls':
    'headerlink editsection toolbar toolbox print printbutton textsize fontsize toolstrip utilities utilitybar actionbar rating ratings stars vote votes poll',
  'hidden-text': 'noprint screenreader visuallyhidden',
  'skip-notice': 'skiplinks skipnav',
};

export const NAME_REASONS: ReadonlyMap<string, string> = new Map(
  [WORDS_BY_REASON, ...LANGUAGES.map(({ clutter }) => clutter?.classNames ?? {})].flatMap((words) =>
    Object.entries(words).flatMap(([reason, words]) =>
      words.split(' ').map((word) => [word.toLowerCase(), reason] as const),
    ),
  ),
);

/** Names that mean something only as several words together. */
export const PHRASE_REASONS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:sr-only|screen-reader|visually-hidden|no-print|noprint|print-(?:hide|none|hidden)|hidden-print|d-print-none|dn-print|hide-(?:for-)?print)\b/,
    'hidden-text',
  ],
  [
    /\b(?:most-(?:read|popular|viewed|shared|commented)|read-(?:more|next|also|on)|more-(?:from|on|stories|news|articles)|also-(?:like|read)|you-may|up-next|next-(?:post|article|story|up)|prev(?:ious)?-(?:post|article|story)|post-nav(?:igation)?|see-also|editors?-picks|top-stories|latest-(?:news|posts|stories)|popular-(?:posts|stories|news)|link-(?:stack|list|box|farm)|story-links|inline-(?:related|link|promo))\b/,
    'related-links',
  ],
  [/\b(?:sign-?up|opt-?in|mailing-list|email-(?:form|capture|subscribe))\b/, 'newsletter'],
  [/\b(?:about-(?:the-)?author|author-(?:bio|box|info|card|block)|post-author|entry-author)\b/, 'byline'],
  [
    /\b(?:(?:post|entry|article|story|publish(?:ed)?|pub|meta|display|created|modified)-?_?_?(?:date|time|timestamp)|date-(?:published|modified|time))\b/,
    'publication-date',
  ],
  [
    /\b(?:(?:post|entry|article|story|content|page)-?_?_?(?:meta|metadata|tags|info|categories|keywords)|tag-(?:list|links|cloud)|tags-links|cat-links|filed-under)\b/,
    'article-tags',
  ],
  [/\b(?:skip-(?:link|nav|to))\b/, 'navigation'],
  [/\b(?:social-(?:links|media|share|icons)|share-(?:bar|buttons?|tools|links)|follow-(?:us|buttons?))\b/, 'share-bar'],
  [
    /\b(?:control-(?:panel|bar)|video-(?:controls|playlist)|player-(?:controls|bar)|slide-count|image-count(?:er)?|gallery-(?:count|nav|controls))\b/,
    'player-controls',
  ],
];

/** What is called so beside a picture says who made it. */
export const CREDIT_NAMES =
  /(?:^|[\s_-])(?:photographer|photo-?graf|(?:photo|image|img|picture|media|caption|foto|bild)-?_*(?:credits?|by|author|source|copyright)|credits?|copyright|fotograf|bildnachweis|bildquelle|fotocredit)(?:$|[\s_-])/u;
