/** Lines that only mean something on a screen. */
export const CONTROL_LINE =
  /^(?:[a-hj-uwyz]|(?:image|photo|slide|picture|foto|bild)?\s*\d{1,3}\s*(?:of|\/|von|de|di|из)\s*\d{1,3}|(?:hide|show|toggle|view|open|close|enlarge|expand)\s+(?:this\s+)?(?:captions?|images?|photos?|gallery|transcript|full\s?screen|slideshow)|caption|close|play|pause|mute|unmute|replay|share|share this(?: article| story| page)?|tweet|tweet this|click to tweet|pin it|print|print this|e-?mail|email this|copy link|link copied!?|save|bookmark|loading[^\p{L}\p{N}]*|back to top|go to top|top|next|previous|prev|skip|skip to content|scroll(?: down)?|menu|search|log ?in|sign in|register|click to expand|tap to (?:un)?mute|autoplay|full ?screen|(?:video )?player|show more|show less|load more|see all|view all|listen|listen to this (?:article|story)|listen now|play video|watch video|watch live|live|gallery|view gallery|photos?|videos?|\d{1,2}:\d{2}(?:\s+\d{1,2}:\d{2})*|teilen|drucken|partager|imprimer|compartir|imprimir|condividi|stampa|поделиться|распечатать)$/iu;

/** Numbers that say how long, how often or by how many: `4 min read`, `1.2k views`. */
export const COUNT_LINE =
  /^[^\p{L}\p{N}]*(?:(?:\d{1,3}[\s-]?(?:minutes?|mins?\.?)[\s-](?:read|reading)(?: time)?)|(?:reading time|time to read|lesezeit|lesedauer|temps de lecture|durée de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|время чтения|leestijd|lästid)\s*[:：]?\s*(?:ca\. |about )?\d{1,3}\s*\p{L}{0,8}\.?|(?:views?|hits|aufrufe|vues|visualizaciones|visualizzazioni|просмотр(?:ов|ы))\s*[:：]\s*[\d.,\s]+k?|[\d.,]+\s?[km]?\s+(?:views?|shares?|likes?|reads?|followers?|claps?|upvotes?|aufrufe|vues|visualizações|просмотр(?:ов|а)?)|[-–—•·\d.,+\s]{1,8}k?)[^\p{L}\p{N}]*$/iu;

/** Nothing but the names of the places a page can be sent to. */
export const SHARE_NAMES_LINE =
  /^(?:(?:share|tweet|post|pin|e-?mail|mail|print|copy link|link|save|facebook|twitter|x|linkedin|pinterest|reddit|whatsapp|telegram|tumblr|flipboard|pocket|bluesky|threads|mastodon|xing|vkontakte|вконтакте|teilen|drucken|merken|partager|imprimer|compartir|condividi|compartilhar)(?:[\s,|·•/]+|$)){2,}$/iu;

/** Marks that part sections: to be seen and not heard. */
export const SEPARATOR_LINE = /^[\s*_\-–—=~•·⁂◆■●#+.|/]{1,80}$/u;

export const ADVERTISEMENT_LINE =
  /^[^\p{L}\p{N}]*(?:ad|ads|advert(?:isement)?[^\p{L}\p{N}]+(?:continue|scroll|story|article|keep)\b.{0,60}|advertisement|advertising|advert|sponsored(?: content| by \S.{0,40})?|promoted(?: content)?|paid (?:content|post)|(?:story|article|content|post|text) continues (?:below|after)(?: (?:the )?advert\w*)?|continue reading(?: below| the main story)?|scroll (?:down )?to continue.{0,40}|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|reklama|iklan|advertentie|реклама|continua depois da publicidade|continúa (?:después de|tras) la publicidad|la suite après (?:cette |la )?publicité|weiter nach der (?:anzeige|werbung)|l['’]articolo continua.{0,40}|continua (?:a leggere )?dopo la pubblicità|продолжение (?:статьи |ниже )?после рекламы|(?:artikel|tekst) gaat verder (?:na|onder) de advertentie|广告|廣告|広告|광고)[^\p{L}\p{N}]*$/iu;

export const COMMENT_LINE =
  /^(?:\d+\s+)?(?:comments?|responses?|replies|kommentare?|commentaires?|comentarios?|commenti|комментари[ийев]+|отзывы|评论|コメント|댓글)(?:\s*[([]?\d+[)\]]?)?[^\p{L}\p{N}]*$|^(?:leave|post|add|write|submit|join|view|show|read|see|hide)\s+(?:a |an |all |your |the |\d+ )*(?:comments?|reply|replies|conversation|discussion)\b.{0,40}$|commenting (?:policy|system|guidelines)|^(?:please )?(?:log ?in|sign in|register) to (?:leave |post |add )?a?\s?(?:comment|reply)|^what do you think\?? .{0,30}comments?\b/iu;

/** Labels of links to other articles, at the start of a line. */
export const RELATED_LABEL =
  /^[^\p{L}\p{N}]*(?:related(?: (?:articles?|stor(?:y|ies)|posts?|content|links?|coverage|reading|news|topics?|videos?))?|read (?:more|also|next|this(?: next)?|the full (?:story|article)(?: here)?)(?: (?:on|about|from|at) [^:]{0,40})?|also read|see (?:also|more)|more (?:on|from|about) [^.:]{2,50}|more (?:stories|news|coverage|like this)|more|don[’']?t miss|must[- ]reads?|watch(?: now| more| next| this)?|you (?:may|might|could) (?:also )?(?:like|enjoy|want|be interested)[^.:]{0,30}|(?:recommended|suggested|further|additional)(?: (?:for you|reading|articles?|stories|videos?))|in case you missed it|icymi|editor[’']?s['’]? (?:picks?|choice)|trending(?: now)?|most (?:read|popular|viewed)|top stories|latest (?:news|stories|posts)|recent (?:articles|posts|stories|news)|popular (?:this week|posts|now|stories)|what to read next|up next|keep reading|story timeline|leggi anche(?: su)?|vedi anche|lee también|lea también|te puede interesar|leia (?:também|mais)|veja também|lire aussi|[àa] lire (?:aussi|également)?|voir aussi|lesen sie auch|mehr zum thema|das könnte sie auch interessieren|siehe auch|lees ook|læs også|läs också|les også|lue myös|czytaj (?:też|także)|zobacz (?:też|także)|přečtěte si|читайте (?:также|ещё|еще)|смотрите также|по теме|читать далее|baca juga|lihat juga|xem thêm|ayrıca (?:bakın|okuyun)|相关(?:阅读|文章|新闻)|相關(?:閱讀|文章|新聞)|延伸閱讀|関連(?:記事|リンク)|あわせて読みたい|관련 ?(?:기사|뉴스))(?![\p{L}\p{N}])[\s:：\-–—.…|»>!?]*/iu;

export const NEWSLETTER_LINE =
  /^(?:(?:(?:click|tap) here )?(?:please )?(?:to )?(?:sign[- ]?up|subscribe|register)\b(?![^.]{0,80}\b(?:he|she|they|we|i) (?:was|were|had|said)\b).{0,160}\b(?:newsletters?|inbox|mailing list|e-?mail (?:alerts?|updates?|list)|(?:news|breaking|free|text) alerts?|youtube|podcast|digest|notifications?)\b|(?:please )?(?:sign[- ]?up|subscribe)(?: (?:now|here|today|below|free|for free))+\b.{0,120}$|(?:please )?subscribe to (?:our|us|the)\b.{0,120}$|sign up[.:!]?$|subscribe[.:!]?$|(?:get|receive) (?:our|the|all the|breaking|more|daily|weekly) .{0,120}(?:newsletters?\b|inbox|by e-?mail|e-?mail (?:alerts?|updates?)|alerts\b)|(?:want|like) (?:more|to get|to receive) .{0,120}(?:newsletter|inbox|sign up|subscribe)|join .{0,60}(?:newsletter|mailing list|subscribers)|.{0,40}(?:delivered|straight|direct(?:ly)?) (?:straight |directly )?(?:in)?to your inbox|(?:breaking news|daily|weekly|morning) (?:e-?mails?|newsletter|briefing)s?[^\p{L}\p{N}]*$|(?:enter )?your e-?mail(?: address)?[^\p{L}\p{N}]*$|(?:jetzt )?newsletter (?:abonnieren|bestellen)|abonnez-vous|suscríbete|suscríbase|iscriviti|подпишитесь|подписывайтесь)/iu;

/** A short invitation anywhere in which a sentence begins by telling the reader to sign up for letters. */
export const NEWSLETTER_INVITATION =
  /(?:^|[.!?…]\s)(?:please )?(?:sign[- ]?up|subscribe|join|register|get|receive|inscrivez-vous|abonnez-vous|recevez|suscr[ií]b\p{L}+|apúnt\p{L}+|regístr\p{L}+|recib\p{L}+|iscrivi\p{L}*|ricevi\p{L}*|assine|inscreva-se|cadastre-se|receba|подпи\p{L}+|melden sie sich|melde dich|abonnieren sie|abonniere)(?!\p{L})[^.!?]{0,100}(?:newsletters?|inbox|boletín|bulletin|infolettre|rundbrief|рассылк\p{L}+)/iu;

const NETWORKS =
  'facebook|twitter|x|instagram|telegram|whatsapp|youtube|tiktok|linkedin|threads|bluesky|mastodon|snapchat|pinterest|discord|flipboard|google news|google\\+';

/** What a publisher says to its readers rather than about its subject. */
export const READER_NOTICES: readonly RegExp[] = [
  /^dear readers?[!,:]|^note to (?:our )?readers?[:.]|^["“]?questions\? (?:comments|thoughts|ideas).{0,120}$/iu,
  /^(?:devenez fan|suivez[- ]nous|síguenos|síganos|seguici|seguiteci|folgen sie uns|folge uns|folgt uns|siga[- ]nos|volg ons|följ oss|следите за нами)(?!\p{L}).{0,160}$|^[^\p{L}\p{N}]*(?:et )?suivez[- ]nous sur\b.{0,60}$/iu,
  new RegExp(
    `^(?:please )?(?:follow|like|find|join|connect with|visit) us (?:also )?(?:on|at|via)\\s(?:\\S+ ){0,4}?(?:${NETWORKS}|social media)\\b.{0,120}$`,
    'iu',
  ),
  new RegExp(
    `^(?:please )?(?:follow|join|visit|like|subscribe to) our (?:\\S+ ){0,3}?(?:${NETWORKS}|page|channel)\\b.{0,120}$`,
    'iu',
  ),
  new RegExp(`^(?:please )?follow @?\\w+(?: \\w+){0,4} on (?:${NETWORKS})\\b`, 'iu'),
  /^(?:please )?(?:follow|like) us[^\p{L}\p{N}]*$|^like (?:us )?on facebook[^\p{L}\p{N}]*$|^like this (?:article|story|post)\?.{0,120}$/iu,
  /^(?:you can )?(?:e-?mail|contact|reach|tweet|write to) .{0,80}(?:@\w|https?:\S+|on twitter).{0,160}$/iu,
  /^(?:[^.]{0,100}\? )?(?:please )?(?:e-?mail|contact|call|text|write to|whatsapp|tweet|message) us (?:at|on|via|here|now|today)\b.{0,120}$/iu,
  /^(?:have|got) (?:an? |any )?(?:news )?(?:tip|story|question|feedback|something to say|thoughts|opinion)s?\b[^.?!]{0,80}\?.{0,200}$/iu,
  /^if you (?:have )?(?:enjoyed?|liked?|loved?) (?:(?:this|our) (?:article|story|post|piece|review|recipe|interview|video|episode|column)|what you)\b.{0,300}$/iu,
  /^join our (?:\S+ ){0,4}(?:forums?|community|group|channel|telegram|whatsapp|discord)\b.{0,160}$/iu,
  /^(?:please )?(?:help (?:us )?)?(?:support|fund) (?:us\b|our (?:work|mission|site)\b|(?:\S+ ){0,3}(?:journalism|newsrooms?|reporting|journalists)\b).{0,200}$/iu,
  /^(?:please )?(?:consider (?:donating|supporting (?:us|our)|becoming an?|making a (?:donation|contribution))\b.{0,200}|donate (?:now|today|here|to (?:us|our))\b.{0,160}|become an? (?:\S+ )?(?:member|patron|supporter|subscriber)(?: (?:today|now|here)\b.{0,120}|[^\p{L}\p{N}]*))$/iu,
  /^(?:download|get|install) (?:our|the)(?: \S+){0,5}? app(?: (?:now|today|here|for (?:free|alerts|the latest|your|iphone|ios|android|more)|from|on (?:the app|google|your|ios|android|apple)|to (?:get|stay|read|receive))\b.{0,100})?[^\p{L}\p{N}]*$/iu,
  /^(?:this (?:site|website|page)|we) uses? cookies\b|^we value your privacy|^(?:to continue reading|already a (?:subscriber|member)|log in to (?:read|continue))\b.{0,160}$/iu,
  /^(?:learn|find out) more[^\p{L}\p{N}]*$|^click here(?: to .{0,80}|[^\p{L}\p{N}]*)$|^send (?:us )?(?:your )?(?:tips|feedback|comments|questions) (?:to|at)\b.{0,120}$/iu,
  /^share your (?:thoughts|views|opinions?|comments)(?:[^\p{L}\p{N}]*|(?: with us| below| in the comments| on (?:our|facebook|twitter))\b.{0,120})$/iu,
  /^let us know (?:what you think )?(?:in the comments|in comments|below|at \S+@|via (?:e-?mail|twitter))\b.{0,120}$/iu,
  /^(?:filed under\b.{0,120}|posted (?:in|under)\b[^.]{0,120}|(?:tags?|categor(?:y|ies)|labels?|topics?|schlagw[oö]rter|themen|mots[- ]clés|etiquetas|palabras clave|argomenti|теги|метки)\s?:.{0,160})$/iu,
];

export const AUTHOR_NOTE =
  /(?:\bfollow (?:him|her|them|me|us|@\w+|\p{Lu}\w+(?: \p{Lu}\w+)?)[^.]{0,30} on (?:twitter|facebook|instagram|x|threads|mastodon|bluesky)\b|\bon twitter (?:at )?@\w+|\bcan be (?:reached|contacted|e-?mailed) (?:at|on|via)\b|^(?:twitter|instagram|facebook|e-?mail):\s*\S+$|^@\w{2,30}$)/iu;

/** What an author is and does, after the name. */
export const AUTHOR_OCCUPATION =
  /^(?:,[^.]{0,60},)?\s+(?:is (?:an?|the|our)\b|writes\b|covers\b|reports\b|joined\b|has (?:reported|covered|written|been)\b|est journaliste|ist (?:redakteur|autor|journalist)|es (?:periodista|redactor))/iu;

export const EMAIL_ADDRESS = /[\w.+-]+@[\w-]+\.[\w.]+/u;

export const COPYRIGHT_LINE =
  /^(?:©|\(c\)|copyright\b|all rights reserved|저작권자|this (?:document|article|material|content) is subject to copyright).{0,400}$|^.{0,80}all rights reserved[^\p{L}\p{N}]*.{0,160}$/iu;

/** Where a reader is told that the publisher earns by the links. */
export const AFFILIATE_LINE =
  /\b(?:affiliate (?:links?|commissions?|partners?)|(?:earn|receive|get) (?:an? )?(?:small |affiliate )?commission|(?:earns?|earning) from qualifying purchases|we may be compensated|provisions?-links?|affiliate-links?|liens? affiliés?|enlaces de afiliad\p{L}+)\b/iu;

/** How to quote a page: of use to those who can see it. */
export const CITATION_LINE = /^citation[^\p{L}\p{N}].{0,300}\bretrieved\b.{0,60}\bfrom\b.{0,20}https?:/iu;

/** The word before a name that stands elsewhere. */
export const LONE_BYLINE = /^(?:by|written by|von|par|por)\s?:?$/iu;

/** Who wrote it; asked about lines whose first letter was made lower case. */
export const BYLINE =
  /^(?:by|(?:written|story|words|text|posted|reported|reporting|reviewed|interview|illustrations?|photos?|photographs?|photography)(?: and \p{L}+)? by|von|autor|text:|interview:|par|por|di|da|door|av|af|автор|от|текст)[:\s]+(?:the )?\p{Lu}/u;

/** A line that names where a picture came from is its caption. */
export const CAPTION_LINE =
  /(?:^(?:(?:image|photo|picture|photograph|video|graphic|illustration|foto|bild)(?:s|graph)?(?: credit| courtesy| source| by| via)?|credit|credits|image source|courtesy)\s?[:|]\s?\S.{0,160}$|[([](?:image|photo|picture|photograph|video|credit|graphic|source|foto|bild|file)s?\b[^)\]]{0,100}[)\]]\s*$|\b(?:getty images|shutterstock|istockphoto|ap photo|afp photo|reuters file)[^\p{L}\p{N}]*$)/iu;

/** A link that shows its own address is a reference. */
export const ADDRESS_LINE = /^(?:\S{0,40}\s)?(?:https?:\/\/|www\.)\S/i;

/** An invitation to pass the page on, with the places it may go. */
export const SHARE_LINE =
  /^(?:share|teilen|partager|compart(?:ir|e|ilhar)|condividi|delen|dela|del|поделиться|分享|シェア)(?: (?:this|it|the|on|via|with|story|article|page|post|link|auf|sur|en|su|in)){0,4}\b[^.?!]{0,120}$/iu;

/** A line that ends in the name of a picture agency; only beside a picture is it a caption. */
export const AGENCY_LINE =
  /[([/|–—-]\s?(?:getty(?: images)?|afp|ap(?: photo| file)?|reuters|epa(?:-efe)?|efe|dpa|pti|ani|istock|alamy|pa|xinhua|tass|bloomberg)\b[^)\]]{0,60}[)\]]?\s*$/iu;

/** Words that make a date the date of publication. */
export const PUBLICATION_WORD =
  /^[^\p{L}\p{N}]*(?:first |last |originally )?(?:published|updated|posted|modified|asked|answered|edited|submitted|publication date|stand:|veröffentlicht|aktualisiert|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|опубликовано|обновлено)/iu;

/** A line that is all link and tells the reader to go elsewhere, full stop or none. */
export const GO_ELSEWHERE =
  /^[^\p{L}\p{N}]*(?:see|read|watch|view|click|check out|listen|browse|explore|discover|visit|shop|buy|subscribe|download|find out|learn|voir|lire|lisez|regardez|écoutez|lesen|hier|sehen|ver|vea|lea|leer|leggi|guarda|leia|veja|читайте|смотрите)(?!\p{L})/iu;

/** How titles of lists of other articles begin; asked only about a line right above such a list. */
export const LIST_TITLE =
  /^[^\p{L}\p{N}]*(?:trending|popular|latest|recent|more|related|top|other|read|see|watch|most|recommended|further|similar|you (?:may|might)|editors?|in other|around the web|elsewhere|featured|also|keep|what to|up next|table of contents|contents|in this (?:article|story|guide|post)|on this page|jump to|inhalt|inhaltsverzeichnis|mehr|weitere|auch interessant|sommaire|au sommaire|lire|sur le même sujet|índice|contenido|más|te puede|indice|leggi|altri|articoli|mais|leia|veja|содержание|ещё|еще|похожие|другие)(?!\p{L})/iu;

/** What pages call the label above a headline. */
export const KICKER_NAMES = /(?:^|[\s_-])(?:kicker|eyebrow|overline|rubric|rubrik|category|section)(?:$|[\s_-])/u;
