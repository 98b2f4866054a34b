/** Capitalised words every voice of a language reads well, in lower case: no editor needs to hear of them. */
export function familiarWords(language: string): ReadonlySet<string> {
  return /^en\b/iu.test(language) ? ENGLISH : NONE;
}

const NONE: ReadonlySet<string> = new Set();

const ENGLISH: ReadonlySet<string> = new Set(
  `the a an and of in on at to for by with from but or as if when while after before he she it we they this that his
  her its our their who what where why how there here not no yes
  i i'm i've i'll i'd i’m i’ve i’ll i’d ok mr mrs ms dr st sir lord lady king queen prince princess president minister
  prime chancellor secretary senator governor mayor general colonel captain professor judge chief director chairman
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
  september october november december christmas easter new year
  north south east west northern southern eastern western central upper lower great old river lake mount sea ocean
  atlantic pacific arctic indian mediterranean baltic black red white europe european asia asian africa african
  america american americas australia australian antarctica english britain british england wales welsh scotland
  scottish ireland irish france french germany german spain spanish italy italian portugal portuguese greece greek
  russia russian china chinese japan japanese india korea korean mexico mexican canada canadian brazil brazilian
  argentina chile peru cuba cuban turkey turkish israel israeli egypt egyptian iran iranian iraq iraqi syria syrian
  poland polish ukraine ukrainian sweden swedish norway norwegian denmark danish finland finnish austria austrian
  switzerland swiss belgium belgian holland dutch netherlands hungary hungarian romania romanian bulgaria bulgarian
  serbia croatia nigeria kenya ghana ethiopia pakistan afghanistan bangladesh vietnam thailand indonesia malaysia
  philippines singapore taiwan hong kong saudi arabia arab soviet
  london paris berlin rome madrid moscow beijing tokyo delhi washington york chicago boston texas california florida
  los angeles san francisco toronto sydney melbourne dublin edinburgh glasgow manchester liverpool birmingham oxford
  cambridge amsterdam brussels geneva vienna prague warsaw athens istanbul cairo jerusalem baghdad tehran kabul
  james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
  donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary
  nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick
  jack dennis jerry tyler aaron henry adam douglas nathan peter zachary kyle walter harold simon alan philip martin
  mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
  kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy
  kathleen angela shirley emma brenda pamela nicole anna samantha katherine christine helen debra rachel carolyn
  janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn
  judith andrea hannah jane alice rose grace julia smith johnson williams brown jones miller davis wilson anderson
  taylor moore jackson white harris clark lewis robinson walker young allen king wright hill green adams baker
  nelson campbell mitchell roberts carter phillips evans turner parker collins edwards stewart morris murphy cook
  rogers morgan cooper peterson reed bailey bell kelly howard ward cox richardson wood watson brooks bennett gray
  bush clinton obama trump biden
  church christian catholic protestant muslim jewish islam islamic buddhist hindu god bible
  house senate congress parliament party democrat democrats democratic republican republicans labour conservative
  conservatives liberal green union state states united nations court supreme federal national international world
  war army navy air force police ministry foreign office department council commission committee bank university
  college school hospital museum library theatre street road avenue square park airport station bridge
  internet google facebook twitter apple microsoft amazon youtube`.split(/\s+/u),
);
