import type { ClutterWords } from '../language.js';

export const PORTUGUESE_CLUTTER: ClutterWords = {
  classNames: {
    'share-bar': 'compartilhar',
  },
  countOf: 'de',
  picture: 'foto',
  readingTime: 'tempo de leitura',
  viewsAfter: 'visualizações',
  passOn: 'compartilhar',
  advertisement: 'publicidade|continua depois da publicidade',
  comments: 'comentários?|comentarios?',
  related: 'leia (?:também|mais)|veja também',
  signUp: 'assine|inscreva-se|cadastre-se|receba',
  followUs: 'siga[- ]nos',
  loneByline: 'por',
  byline: 'por',
  share: 'compartilhe',
  goElsewhere: 'leia|veja',
  listTitle: 'mais|leia|veja',
  ago: String.raw`há \d{1,2} \p{L}{3,}`,
  dateline: 'publicado|às|há|atrás|horas?|segunda|terça|quarta|quinta|sexta|feira|de',
};
