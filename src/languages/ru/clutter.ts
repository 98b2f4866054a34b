import type { ClutterWords } from '../language.js';

export const RUSSIAN_CLUTTER: ClutterWords = {
  control: 'поделиться|распечатать',
  countOf: 'из',
  readingTime: 'время чтения',
  viewsBefore: 'просмотр(?:ов|ы)',
  viewsAfter: 'просмотр(?:ов|а)?',
  advertisement: 'реклама|продолжение (?:статьи |ниже )?после рекламы',
  comments: 'комментари[ийев]+|отзывы',
  related: 'читайте (?:также|ещё|еще)|смотрите также|по теме|читать далее',
  newsletter: 'подпишитесь|подписывайтесь',
  signUp: String.raw`подпи\p{L}+`,
  letter: String.raw`рассылк\p{L}+`,
  followUs: 'следите за нами',
  tagged: 'теги|метки',
  byline: 'автор|от|текст',
  share: 'поделиться',
  published: 'опубликовано|обновлено',
  goElsewhere: 'читайте|смотрите',
  listTitle: 'содержание|ещё|еще|похожие|другие',
  ago: String.raw`\d{1,2} (?:минут\p{L}*|час\p{L}*|дн\p{L}+) назад`,
  dateline: String.raw`года?|назад|минут\p{L}*|час(?:а|ов)?`,
};
