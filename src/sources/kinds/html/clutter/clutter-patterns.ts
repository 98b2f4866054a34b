import { clutterWords as words } from '../../../../languages/every-language.js';
import { LANGUAGES } from '../../../../languages/language-of.js';

/** A pattern without case; the words of the languages stand in their frames as `${words('slot')}`. */
function pattern(strings: TemplateStringsArray, ...parts: readonly string[]): RegExp {
  return new RegExp(String.raw(strings, ...parts), 'iu');
}

/** Lines that only mean something on a screen. */
export const CONTROL_LINE = pattern`^(?:[a-hj-uwyz]|(?:${words('picture')})?\s*\d{1,3}\s*(?:\/|${words('countOf')})\s*\d{1,3}|\d{1,2}:\d{2}(?:\s+\d{1,2}:\d{2})*|${words('control')})$`;

/** Numbers that say how long, how often or by how many: `4 min read`, `1.2k views`. */
export const COUNT_LINE = pattern`^[^\p{L}\p{N}]*(?:(?:\d{1,3}[\s-]?(?:${words('minutesRead')}))|(?:${words('readingTime')}|lästid)\s*[:：]?\s*(?:ca\. |about )?\d{1,3}\s*\p{L}{0,8}\.?|(?:${words('viewsBefore')})\s*[:：]\s*[\d.,\s]+k?|[\d.,]+\s?[km]?\s+(?:${words('viewsAfter')})|[-–—•·\d.,+\s]{1,8}k?)[^\p{L}\p{N}]*$`;

/** Nothing but the names of the places a page can be sent to. */
export const SHARE_NAMES_LINE = pattern`^(?:(?:facebook|twitter|x|linkedin|pinterest|reddit|whatsapp|telegram|tumblr|flipboard|pocket|bluesky|threads|mastodon|xing|vkontakte|вконтакте|${words('passOn')})(?:[\s,|·•/]+|$)){2,}$`;

/** Marks that part sections: to be seen and not heard. */
export const SEPARATOR_LINE = /^[\s*_\-–—=~•·⁂◆■●#+.|/]{1,80}$/u;

export const ADVERTISEMENT_LINE = pattern`^[^\p{L}\p{N}]*(?:${words('advertisement')}|reklama|iklan|广告|廣告|広告|광고)[^\p{L}\p{N}]*$`;

export const COMMENT_LINE = pattern`^(?:\d+\s+)?(?:${words('comments')}|评论|コメント|댓글)(?:\s*[([]?\d+[)\]]?)?[^\p{L}\p{N}]*$|${words('commentLine')}`;

/** Labels of links to other articles, at the start of a line. */
export const RELATED_LABEL = pattern`^[^\p{L}\p{N}]*(?:${words('related')}|læs også|läs också|les også|lue myös|přečtěte si|baca juga|lihat juga|xem thêm|ayrıca (?:bakın|okuyun)|相关(?:阅读|文章|新闻)|相關(?:閱讀|文章|新聞)|延伸閱讀|関連(?:記事|リンク)|あわせて読みたい|관련 ?(?:기사|뉴스))(?![\p{L}\p{N}])[\s:：\-–—.…|»>!?]*`;

export const NEWSLETTER_LINE = pattern`^(?:${words('newsletter')})`;

/** A short invitation anywhere in which a sentence begins by telling the reader to sign up for letters. */
export const NEWSLETTER_INVITATION = pattern`(?:^|[.!?…]\s)(?:please )?(?:${words('signUp')})(?!\p{L})[^.!?]{0,100}(?:${words('letter')})`;

/** What a publisher says to its readers rather than about its subject. */
export const READER_NOTICES: readonly RegExp[] = [
  pattern`^(?:${words('followUs')}|följ oss)(?!\p{L}).{0,160}$`,
  pattern`^(?:${words('tagged')})\s?:.{0,160}$`,
  ...LANGUAGES.flatMap(({ clutter }) => clutter?.notices ?? []).map((notice) => new RegExp(notice, 'iu')),
];

export const AUTHOR_NOTE = pattern`(?:${words('authorNote')}|^(?:twitter|instagram|facebook|e-?mail):\s*\S+$|^@\w{2,30}$)`;

/** What an author is and does, after the name. */
export const AUTHOR_OCCUPATION = pattern`^(?:,[^.]{0,60},)?\s+(?:${words('occupation')})`;

export const EMAIL_ADDRESS = /[\w.+-]+@[\w-]+\.[\w.]+/u;

export const COPYRIGHT_LINE = pattern`^(?:©|\(c\)|copyright\b|${words('rights')}|저작권자).{0,400}$|^.{0,80}(?:${words('rights')})[^\p{L}\p{N}]*.{0,160}$`;

/** Where a reader is told that the publisher earns by the links. */
export const AFFILIATE_LINE = pattern`\b(?:${words('affiliate')})\b`;

/** The word before a name that stands elsewhere. */
export const LONE_BYLINE = pattern`^(?:${words('loneByline')})\s?:?$`;

/** Who wrote it; asked about lines whose first letter was made lower case. */
export const BYLINE = new RegExp(String.raw`^(?:${words('byline')}|av|af)[:\s]+(?:the )?\p{Lu}`, 'u');

/** A line that names where a picture came from is its caption. */
export const CAPTION_LINE = pattern`(?:^(?:(?:${words('captionStart')})(?:s|graph)?(?: credit| courtesy| source| by| via)?|credit|credits|image source|courtesy)\s?[:|]\s?\S.{0,160}$|[([](?:${words('creditWord')})s?\b[^)\]]{0,100}[)\]]\s*$|\b(?:getty images|shutterstock|istockphoto|ap photo|afp photo|reuters file)[^\p{L}\p{N}]*$)`;

/** A link that shows its own address is a reference. */
export const ADDRESS_LINE = /^(?:\S{0,40}\s)?(?:https?:\/\/|www\.)\S/i;

/** An invitation to pass the page on, with the places it may go. */
export const SHARE_LINE = pattern`^(?:${words('share')}|dela|del|分享|シェア)(?: (?:${words('shareJoint')})){0,4}\b[^.?!]{0,120}$`;

/** A line that ends in the name of a picture agency; only beside a picture is it a caption. */
export const AGENCY_LINE =
  /[([/|–—-]\s?(?:getty(?: images)?|afp|ap(?: photo| file)?|reuters|epa(?:-efe)?|efe|dpa|pti|ani|istock|alamy|pa|xinhua|tass|bloomberg)\b[^)\]]{0,60}[)\]]?\s*$/iu;

const CREDIT_WORDS = String.raw`(?:${words('captionStart')}|${words('creditWord')}|credits?|copyright|illustrations?|imagen|fotograf[ií]as?|photographie|crédits?|immagine|imagem|kredit|snímek|foto|фото|снимок|写真|撮影|摄影|攝影|图片来源|圖片來源|图片|圖片|图|圖|사진)`;
const AGENCIES = String.raw`(?:getty(?: images)?|afp|ap|reuters|epa(?:-efe)?|efe|dpa|pap|ansa|pti|ani|istock|alamy|pa|xinhua|tass|bloomberg|shutterstock|unsplash|pixabay|pexels|imago(?: images)?|belga|anp|tt|ntb|keystone|apa|lusa)`;

/**
 * Who made a picture, alone on a short line or at the end of a caption: a sign or word for it and then a name, a name
 * and an agency, or an agency alone. A sentence never fits: nothing of it ends in a full stop.
 */
export const PICTURE_CREDIT = new RegExp(
  String.raw`^[\s|–—•·,-]*(?:[([（]\s?)?(?:(?:©|\(c\)|℗)\s?.{0,80}|(?:the )?${CREDIT_WORDS}(?:\s(?:${CREDIT_WORDS}|courtesy))?(?:\s?[:：/|=＝]\s?|\s(?:by|courtesy(?: of)?|von|par|de|di|door|av|af|from)\s(?=\p{Lu}))[^.!?]{0,80}|(?:fot\.|ph\.)\s[^.!?]{1,80}|${AGENCIES}(?:\s(?:photo|file|images))?(?:\s?[/|]\s?[^.!?]{1,60})?)(?:\s?[)\]）])?[.。]?\s*$`,
  'iu',
);

/** A name and an agency or paper: `Ann Orr/Harbour Press`, `Ann Orr for The Harbour Press`. */
export const NAMED_CREDIT =
  /^[\s|–—•·(,[-]*(?:(?:\p{Lu}[\p{L}.'’-]*\s?){1,4}[/|]\s?\p{Lu}[^.!?]{1,40}|(?:\p{Lu}[\p{L}.'’-]*\s){2,4}for(?:\s\p{Lu}[\p{L}.'’-]*){1,5})[)\]]?\s*$/u;

/** Where a part of a caption may begin that says who made the picture. */
export const CREDIT_BREAK =
  /(?<=[.!?…)\]"”»])\s+|(?<=[。！？」』）])|\s+(?=[([©|])|\s*(?=（)|\s+(?=(?:\p{Lu}[\p{Lu}'’-]+\s){2,4}\/)|\n/gu;

/** Codes of a program that never ran: `[gallery ids="1,2"]`, `[/caption]`. */
export const SHORT_CODE =
  /\[\/?(?:[a-z][a-z0-9]*[_-][a-z0-9_-]+|(?:caption|gallery|embed|audio|video|playlist|button|row|column|shortcode|contact|toc|code|quote|spoiler|tabs?))(?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s\]]+))*\s*\/?\]/giu;

/** A part of a page that says it needs a script. */
export const SCRIPT_LINE = /\bjava-?script\b/iu;

/** That something is wanted, in the words of such a part. */
export const SCRIPT_WANTED = pattern`(?<!\p{L})(?:${words('wanted')})(?!\p{L})`;

/** Comments that nobody can write any more. */
export const COMMENTS_CLOSED = pattern`^[^.!?]{0,60}?(?:(?<!\p{L})(?:${words('comments')}|${words('commenting')})(?!\p{L}))[^.!?]{0,80}(?<!\p{L})(?:${words('closed')})(?!\p{L})[^.!?]{0,60}[.!]?$`;

/** The title of a list of what the text goes back to. */
export const SOURCES_TITLE = pattern`^[^\p{L}\p{N}]*(?:${words('sources')})[^\p{L}\p{N}]*$`;

/** Words that make a date the date of publication. */
export const PUBLICATION_WORD = pattern`^[^\p{L}\p{N}]*(?:first |last |originally )?(?:${words('published')})`;

/** A line that is all link and tells the reader to go elsewhere, full stop or none. */
export const GO_ELSEWHERE = pattern`^[^\p{L}\p{N}]*(?:${words('goElsewhere')})(?!\p{L})`;

/** How titles of lists of other articles begin; asked only about a line right above such a list. */
export const LIST_TITLE = pattern`^[^\p{L}\p{N}]*(?:${words('listTitle')})(?!\p{L})`;

/** What pages call the label above a headline. */
export const KICKER_NAMES = /(?:^|[\s_-])(?:kicker|eyebrow|overline|rubric|rubrik|category|section)(?:$|[\s_-])/u;

/** What a page says when it asks for consent to store data. */
export const CONSENT =
  /\b(?:we (?:value|respect|care about) your privacy|before you continue|accept (?:all|cookies|and continue)|reject all|manage (?:options|preferences|cookies)|cookie (?:settings|policy|consent)|use of cookies|alle akzeptieren|tout accepter|aceptar todo)\b/iu;

/** Words such a request is made of. */
export const CONSENT_TERMS =
  /\bcookies?\b|\bpersonal data\b|\bconsent\b|\bprivacy policy\b|\blegitimate interests?\b|\bpartners\b|\bidentifiers\b|\bon (?:a|your) device\b|\b(?:accept|reject) all\b|\bpreferences\b/gu;
/** A line that is a name of two to four words and nothing else. */
export const NAME_LINE = /^\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){1,3}$/u;
