// A source in one file: a JSON file of articles, as an editorial system exports them. It shows what a source owes;
// docs/library.md says the rest.
import { createHash } from 'node:crypto';
import { LectorError } from 'lector';

/** @type {import('lector').SourceModule} */
export const jsonExport = {
  specificationVersion: 1,
  // Shown in `episode.json`; with `version` it names what was read before, so that nothing is read twice.
  kind: 'json-export',
  // Raise it when the same bytes are read differently.
  version: 1,
  isPure: true,
  recognises: ({ name }) => name.endsWith('.export.json'),
  read: async (document) => articlesIn(document).map((article) => toReading(article, document)),
};

/**
 * @typedef {{ id: string, title: string, author: string, date: string, body: string[] }} Exported
 * @param {import('lector').SourceDocument} document
 * @returns {Exported[]}
 */
function articlesIn({ bytes, location }) {
  try {
    const { articles } = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (articles.length > 0) return articles;
  } catch (cause) {
    throw refuse('is not JSON with a list "articles"', { location, cause });
  }
  throw refuse('holds no article', { location });
}

/**
 * One item of several: it says where it is and what it was made from, so that an edit of one leaves the others alone.
 *
 * @param {Exported} article
 * @param {import('lector').SourceDocument} document
 * @returns {import('lector').Reading}
 */
function toReading({ id, title, author, date, body }, { location }) {
  return {
    kind: 'article',
    title,
    authors: [author],
    publishedAt: date,
    tags: [],
    provenance: { title: 'file', authors: 'file', publishedAt: 'file' },
    options: {},
    // Keeps GUID, address and date whatever becomes of the title.
    statedIdentity: id,
    location: `${location}#${id}`,
    sha256: createHash('sha256')
      .update(JSON.stringify([title, author, date, body]))
      .digest('hex'),
    blocks: [
      { id: 'b1', kind: 'title', spans: [{ text: title }] },
      ...body.map((text, index) => ({
        id: `b${index + 2}`,
        kind: /** @type {const} */ ('paragraph'),
        spans: [{ text }],
      })),
    ],
    dropped: [],
  };
}

/**
 * @param {string} what
 * @param {{ location: string, cause?: unknown }} where
 */
function refuse(what, { location, cause }) {
  return new LectorError('E_INPUT', `${location} ${what}.`, {
    hint: 'export it again.',
    place: { file: location },
    cause,
  });
}
