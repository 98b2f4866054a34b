import { pluralGender, singularGender } from '../../figures/plural-gender.js';
import type { Gender } from '../../figures/language-words.js';

const FEMININE =
  /^(?!(?:dia|mapa|planeta|cinema|artista|jornalista|turista|atleta|motorista|poeta)$)\p{Ll}*(?:[^m]a|ã|ção|são|dade|tude|mulher|vez|noite|parte|gente|morte|mão|nave|chave|série|fase|base|rede|lei|voz|classe|sede|equipe)$/u;
const FEMININE_PLURAL =
  /(?:[aã]s|ções|sões|xões|dades|tudes|mulheres|vezes|noites|tardes|partes|mortes|naves|chaves|séries|fases|bases|redes|leis|vozes|classes|sedes|equipes|mães|mãos|atrizes|imagens|viagens|ordens|margens|vagens|bagagens|paisagens|fontes|torres|pontes|frases|cidades)$/u;
const MASCULINE_PLURAL =
  /^(?:dias|problemas|programas|sistemas|temas|idiomas|poemas|planetas|mapas|dramas|diplomas|quilogramas|gramas|artistas|jornalistas|turistas|atletas|motoristas)$/u;
/** Words that go on after a number by itself. */
const WORDS_ON =
  /^(?:de|do|da|ao?|à|e|o|ou|em|que|por|para|com|sem|se|é|foi|era|são|até|como|contra|mais|menos|já|não|os|as|um|uma|no|na|mil|milhão|milhões|bilhão|bilhões)$/u;

/** The gender of the noun after a number, by its ending; nothing where none follows. */
export function portugueseGender(after: string, digits: string): Gender | undefined {
  return (
    (digits === '1' ? singularGender(after, FEMININE, WORDS_ON) : undefined) ??
    pluralGender(after.replace(/^\smil(?=\s)/u, ''), FEMININE_PLURAL, MASCULINE_PLURAL)
  );
}
