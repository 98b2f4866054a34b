import { pluralGender, singularGender } from '../../figures/plural-gender.js';
import type { Gender } from '../../figures/language-words.js';

const FEMININE =
  /^(?!(?:día|mapa|planeta|tranvía|turista|artista|periodista|cura|poeta|atleta|futbolista)$)\p{Ll}*(?:[^m]a|ción|sión|dad|tad|tud|mujer|vez|noche|parte|calle|clase|gente|muerte|mano|nave|llave|serie|ley|red|base|voz|fase|torre|sede|tarde|imagen|orden)$/u;
const FEMININE_PLURAL =
  /(?:as|[csx]iones|dades|tades|tudes|trices|mujeres|veces|noches|tardes|partes|calles|clases|muertes|naves|llaves|series|imágenes|órdenes|leyes|redes|bases|frases|fases|luces|voces|torres|fuentes|cárceles|sedes|manos|especies|plazas|mayorías)$/u;
const MASCULINE_PLURAL =
  /^(?:días|problemas|programas|sistemas|temas|idiomas|poemas|planetas|mapas|dramas|diplomas|kilogramas|turistas|periodistas|artistas|gramas|euros)$/u;
/** Words that go on after a number by itself. */
const WORDS_ON =
  /^(?:de|del|al?|y|e|o|u|en|que|por|para|con|sin|se|es|fue|era|son|hasta|desde|como|contra|tras|ante|más|menos|ya|no|si|los|las|el|la|un|una|mil|millón|millones)$/u;

/** The gender of the noun after a number, by its ending; nothing where none follows. */
export function spanishGender(after: string, digits: string): Gender | undefined {
  return (
    (digits === '1' ? singularGender(after, FEMININE, WORDS_ON) : undefined) ??
    pluralGender(after, FEMININE_PLURAL, MASCULINE_PLURAL)
  );
}
