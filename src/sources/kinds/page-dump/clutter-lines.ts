import { parseClock } from '../../../model/time.js';

/** Why a line copied from a page is no part of the article; nothing when it may be. */
export function clutterReason(line: string): string | undefined {
  const words = line.split(/\s+/u).length;
  if (isIconNames(line)) return 'icon-names';
  if (clocksIn(line) !== undefined) return 'player-clock';
  if (READER_NOTICE.test(line)) return 'reader-notice';
  for (const { reason, pattern, maxWords } of PATTERNS) if (words <= maxWords && pattern.test(line)) return reason;
  if (isShareBar(line)) return 'share-bar';
  return undefined;
}

/** The clocks of a line that holds nothing else, as written. */
export function clocksIn(line: string): readonly string[] | undefined {
  const parts = line.split(/[\s/|·–-]+/u).filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => parsePlayerClock(part) !== undefined) ? parts : undefined;
}

/** A player's clock in milliseconds. A dump may cut it in the middle of its seconds: `47:0` was 47:00 to 47:09. */
export function parsePlayerClock(text: string): number | undefined {
  return parseClock(/:\d$/u.test(text) ? `${text}0` : text);
}

/** `icon star-bicon staricon bell…`: the text alternatives of an icon font, run together. */
function isIconNames(line: string): boolean {
  const count = line.match(/icon/giu)?.length ?? 0;
  if (count >= 3) return count * 40 >= line.length;
  return count > 0 && /^(?:icon[\s:_-]?[\w-]{0,30}|[\w-]{0,30}(?:\s[\w-]{1,20})?[\s_-]?icon)$/iu.test(line);
}

const READER_NOTICE = /^dear readers?\b|\b(?:new|our) comment(?:ing|s)? (?:system|policy|section|rules)\b/iu;

type Pattern = { readonly reason: string; readonly pattern: RegExp; readonly maxWords: number };

const PATTERNS: readonly Pattern[] = [
  {
    reason: 'comment-notice',
    maxWords: 25,
    pattern:
      /^(?:\d[\d,.]*\s+)?comments?(?:\s*\(?\d[\d,.]*\)?)?$|^(?:leave|post|add|write|view|show|hide|read|see|load)\b.{0,20}\b(?:comments?|replies|reply)\b|\bjoin the (?:conversation|discussion)\b|^comments? (?:are|is) (?:closed|off|moderated)|^(?:log|sign) in to (?:leave|post|add|join|comment)|\bbe the first to comment\b|^you can share this story on social media/iu,
  },
  {
    reason: 'newsletter',
    maxWords: 45,
    pattern:
      /\b(?:sign up|subscribe|register|get)\b.{0,80}\b(?:newsletters?|inbox|daily briefing|e-?mail (?:alerts?|updates?))\b|\bnewsletters?\b.{0,60}\b(?:sign up|subscribe)\b|^(?:subscribe|sign up|sign me up|sign up now|subscribe now|newsletter|newsletters)[.!]?$|^(?:your |enter your )?e-?mail(?: address)?[*:…]?$|\bby (?:signing up|subscribing|submitting)\b.{0,80}\b(?:agree|terms|privacy)\b|\bunsubscribe (?:at )?any ?time\b|straight to your inbox/iu,
  },
  {
    reason: 'cookie-notice',
    maxWords: 60,
    pattern:
      /\b(?:we|this (?:web)?site|our partners)\b.{0,40}\buses? cookies\b|^(?:accept|reject|manage) (?:all )?(?:cookies|preferences)?$|^cookie (?:policy|settings|preferences)$/iu,
  },
  {
    reason: 'advertisement',
    maxWords: 8,
    pattern:
      /^(?:advertisement|ad|ads|advert|sponsored(?: content| by .+)?|promoted(?: content)?|story continues below(?: this)? ad(?:vertisement)?|continue reading(?: below)?|skip (?:ad|advertisement))$/iu,
  },
  {
    reason: 'player-controls',
    maxWords: 10,
    pattern:
      /^(?:play|pause|stop|mute|unmute|rewind|forward|download(?: audio| episode| mp3)?|playback speed|speed|\d(?:\.\d{1,2})?x|listen(?: now| to (?:this )?(?:article|story|page|episode))?(?:[\s·•(]*\d{1,3} ?min(?:ute)?s?\)?)?|this (?:audio|article) (?:is|was) (?:auto-?generated|read by .*)|(?:audio|video) player|your browser does not support .+|share episode|all episodes)\.?$/iu,
  },
  {
    reason: 'reading-time',
    maxWords: 8,
    pattern:
      /^(?:reading time[:\s]*)?(?:about )?\d{1,3}[\s-]?min(?:ute)?s?(?:[\s-]read|[\s-]reading time)?$|^reading time\b/iu,
  },
  {
    reason: 'navigation',
    maxWords: 12,
    pattern:
      /^(?:skip to (?:main )?(?:content|navigation)|(?:open |close |main )?menu|search|home|log ?in|sign in|my account|back to (?:top|home(?:page)?)|top|next|previous|(?:next|previous) (?:article|story|post)|go to .+|show more|load more|see all|view all|more|close|\p{L}[\p{L} ]{0,25}(?:\s[>›»/]\s\p{L}[\p{L}' ]{0,30}){1,5})$/iu,
  },
  {
    reason: 'legal-notice',
    maxWords: 60,
    pattern:
      /^(?:©|\(c\)|copyright)\s.*\b(?:19|20)\d{2}\b|\ball rights reserved\b|^(?:terms (?:of (?:use|service)|and conditions)|privacy(?: policy| notice)?|about us|contact(?: us)?|careers|advertise(?: with us)?|sitemap|imprint|accessibility|help|faq)$/iu,
  },
  {
    reason: 'related-stories',
    maxWords: 30,
    pattern: /^(?:read more|read also|also read|see also|related|watch|more on this(?: story)?)\s*[:›»>]\s*\S/iu,
  },
];

const SHARE_WORDS: ReadonlySet<string> = new Set(
  (
    'share tweet post facebook twitter x whatsapp telegram linkedin reddit pinterest vk ok email e-mail mail print ' +
    'copy link save bookmark like messenger flipboard tumblr bluesky threads mastodon viber line wechat weibo gab ' +
    'instagram youtube tiktok rss follow us on via this article story page with friends to'
  ).split(' '),
);

/** A line made of nothing but names of networks and verbs of sharing. */
function isShareBar(line: string): boolean {
  const words = line
    .toLowerCase()
    .split(/[\s,|/·•:()]+|\d+/u)
    .filter((word) => word !== '');
  return words.length > 0 && words.length <= 25 && words.every((word) => SHARE_WORDS.has(word)) && hasShareWord(words);
}

function hasShareWord(words: readonly string[]): boolean {
  return words.some(
    (word) => !/^(?:on|via|this|to|with|ok|line|like|page|link|story|article|x|us|friends)$/u.test(word),
  );
}

/** A headline over a list of other articles. */
export function isRelatedHeading(line: string): boolean {
  return (
    line.split(/\s+/u).length <= 8 &&
    /^(?:related(?: (?:articles?|stories|news|topics|content|coverage|links|posts))?|read more|read also|more (?:on|from|stories|news|like this|in)\b.*|most (?:read|popular|viewed|shared|watched|commented)|recommended(?: (?:for you|stories|articles))?|you (?:may|might) (?:also )?(?:like|be interested in).*|trending(?: now)?|see also|latest(?: news| stories| headlines)?|don[’']t miss|top (?:stories|news)|editor[’']?s[’']? (?:picks?|choice)|up next|what to read next|keep reading|other stories|popular(?: stories| now)?|in this story|topics)[:.]?$/iu.test(
      line,
    )
  );
}

/** A picture's caption or credit. */
export function isCaption(line: string): boolean {
  return (
    line.split(/\s+/u).length <= 60 &&
    (/^(?:file (?:photo|picture|image)|photo(?:graph)?|image|picture|illustration|credit|caption|graphic)s?\b\s*[:/©]/iu.test(
      line,
    ) ||
      /(?:©|\(c\))\s*\S/u.test(line) ||
      /(?:^|[\s/(|])(?:getty(?: images)?|reuters|associated press|ap photo|afp|epa|shutterstock|istock|alamy|sputnik|anadolu)(?:\s*(?:\/|via)\s*[\p{L} .]{2,40})?\)?[.)]?$/iu.test(
        line,
      ))
  );
}
