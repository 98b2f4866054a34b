import type { BadInput } from './corpus.js';

/** What Lector does otherwise than the index says. The meaning is the same; the reason tells why the name is not. */
export type Deviation = Partial<Pick<BadInput, 'result' | 'exitCode' | 'code'>> & {
  /** Warnings that come besides. */
  readonly also?: readonly string[];
  readonly why: string;
};

const SAME_PAGE = 'its items link to one page, so they have one text';
const WAV_IS_ASKED_FOR =
  'every engine is asked for WAV or raw samples: what is wrong inside another format is not looked at';
const MENDED = 'a page or feed with a flaw is read with the flaw mended and told of; refused is what holds no article';
const NO_DATABASE = 'Lector has no database; the file lies where its record of state lies';

export const DEVIATIONS: Readonly<Record<string, Deviation>> = {
  'article/utf16le-no-bom.txt': { result: 'warn', exitCode: 0, code: 'W_ENCODING', why: MENDED },
  'html/charset-lie.html': { result: 'warn', exitCode: 0, code: 'W_ENCODING', why: MENDED },
  'feed/bad-encoding-decl.xml': { result: 'warn', exitCode: 0, code: 'W_ENCODING', why: MENDED },
  'feed/two-roots.xml': { result: 'warn', exitCode: 0, code: 'W_FEED_MENDED', why: MENDED },
  'feed/unescaped-ampersand.xml': { result: 'warn', exitCode: 0, code: 'W_FEED_MENDED', why: MENDED },
  'feed/guid-big-int.xml': { also: ['W_DUPLICATE'], why: SAME_PAGE },
  'feed/guid-exponent.xml': { also: ['W_DUPLICATE', 'W_DUPLICATE'], why: SAME_PAGE },
  'feed/guid-leading-zero.xml': { also: ['W_DUPLICATE'], why: SAME_PAGE },
  'feed/pubdate-invalid.xml': { also: ['W_ITEM_EMPTY'], why: 'the item has neither a text nor a link' },
  'feed/pubdate-two-digit.xml': { also: ['W_ITEM_EMPTY'], why: 'the item has neither a text nor a link' },
  'template/cdata-end.hbs': { result: 'warn', code: 'W_NOTES_CLEANED', why: 'what notes cannot hold is named' },
  'audio/json-error-200.mp3': {
    code: 'E_ENGINE_REFUSED',
    why: 'a used-up quota stops the whole run, as a status of 402 does, and has the code of that',
  },
  'audio/m4a-no-moov.m4a': { code: 'E_TTS_FORMAT', why: WAV_IS_ASKED_FOR },
  'audio/mp3-cut-mid-frame.mp3': { code: 'E_TTS_FORMAT', why: WAV_IS_ASKED_FOR },
  'audio/mp3-id3-control-title.mp3': { result: 'reject', exitCode: 5, code: 'E_TTS_FORMAT', why: WAV_IS_ASKED_FOR },
  'audio/mp3-id3-size-huge.mp3': { code: 'E_TTS_FORMAT', why: WAV_IS_ASKED_FOR },
  'audio/mp3-three-frames.mp3': { code: 'E_TTS_FORMAT', why: WAV_IS_ASKED_FOR },
  'audio/ogg-cut.ogg': { code: 'E_TTS_FORMAT', why: WAV_IS_ASKED_FOR },
  'audio/ok-reference.mp3': { result: 'reject', exitCode: 5, code: 'E_TTS_FORMAT', why: WAV_IS_ASKED_FOR },
  'state/not-sqlite.db': { why: NO_DATABASE },
};
