import { LectorError } from '../../../errors.js';
import type { ProgrammeChapter } from '../../../model/article.js';
import { SYNTHESES } from '../../../model/publication/disclosure.js';
import { decodeText, decodeLoosely } from '../../text/decode-text.js';
import type { FieldMap } from '../../../fields/field-value.js';
import { readJsonFields } from '../../../fields/read-json.js';
import { readYamlFields } from '../../../fields/read-yaml.js';
import { fail, findField, textField, type FieldRecord } from '../../fields/fields.js';
import { flagField } from '../../fields/typed-fields.js';
import { readChapterList, readClockList } from './programme-chapters.js';
import { readEnclosure } from './read-enclosure.js';
import { provenanceOf, readItemFields } from '../../fields/read-item-fields.js';
import { present } from '../../../model/present.js';
import { readAssetPath } from '../../fields/read-url-field.js';
import type { ProgrammeReading, ReadContext, Source, SourceDocument } from '../../source.js';

/** What a sidecar may say besides the fields of every item: every spelling, the one we write first. */
export const PROGRAMME_FIELDS = {
  audio: ['audio', 'file'],
  chapters: ['chapters'],
  transcript: ['transcript'],
  notes: ['notes'],
  isAiNarrated: ['aiNarrated', 'ai'],
  isAsIs: ['asIs'],
  enclosure: ['enclosure'],
} as const satisfies Record<string, readonly string[]>;

/** A recorded programme: an audio file with a sidecar of fields in YAML or JSON. */
export const programme: Source = {
  kind: 'programme',
  version: 1,
  isPure: false,
  recognises: ({ origin, name, bytes }) =>
    origin === 'programmes' && /\.(?:ya?ml|json)$/u.test(name) && !(name.endsWith('.json') && isChaptersFile(bytes)),
  read: async (document, context) => [await readProgramme(document, context)],
};

async function readProgramme(document: SourceDocument, context: ReadContext): Promise<ProgrammeReading> {
  const { location, recording = {} } = document;
  const record: FieldRecord = {
    file: location,
    fields: parseFields(document, context),
    warn: context.warn,
  };
  const fields = readItemFields(record, context, Object.values(PROGRAMME_FIELDS).flat());
  const { title, description = '', standfirst, authors = [], tags = [], options, ...rest } = fields;
  if (title === undefined) {
    fail({ record, name: 'title', code: 'E_FIELD_MISSING', message: 'is missing', hint: 'add title: "…".' });
  }
  const enclosure = readEnclosure(record);
  const audio = enclosure ? undefined : (readPath(record, PROGRAMME_FIELDS.audio) ?? recording.audio);
  if (audio === undefined && !enclosure) {
    throw new LectorError('E_AUDIO', `${location} has no recording beside it.`, {
      place: { file: location },
      hint: 'put an audio file of the same name beside it, or name one: audio: file.mp3.',
    });
  }
  const transcript = readPath(record, PROGRAMME_FIELDS.transcript) ?? recording.transcript;
  const notes = textField(record, PROGRAMME_FIELDS.notes, {
    maxLength: context.limits.maxNotesLength,
    isOptional: true,
    isMultiline: true,
  });
  return {
    ...rest,
    kind: 'programme',
    title,
    ...present({ standfirst, transcript }),
    authors,
    tags,
    options,
    ...present({ audio, enclosure, isAsIs: flagField(record, PROGRAMME_FIELDS.isAsIs) === true ? true : undefined }),
    description: notes ?? description,
    chapters: await readChapters(record, { document, context, programmeTitle: title }),
    ...readVoice(record, options.voice),
    provenance: provenanceOf(fields, 'sidecar'),
  };
}

/**
 * Whose voice is heard: `voice: human`, or how a machine's comes about; `aiNarrated` alone says that there is one.
 *
 * @throws LectorError `E_FIELD_TYPE` when both are there and say the opposite.
 */
function readVoice(
  record: FieldRecord,
  voice: string | undefined,
): Pick<ProgrammeReading, 'isAiNarrated' | 'recordedVoice'> {
  const recordedVoice = SYNTHESES.find((synthesis) => synthesis === voice);
  const isStated = flagField(record, PROGRAMME_FIELDS.isAiNarrated);
  const isAiNarrated = isStated ?? (recordedVoice !== undefined && recordedVoice !== 'human');
  if (recordedVoice !== undefined && isAiNarrated === (recordedVoice === 'human')) {
    fail({
      record,
      name: 'aiNarrated',
      code: 'E_FIELD_TYPE',
      message: `${String(isAiNarrated)} is the opposite of voice: ${recordedVoice}`,
      hint: 'leave one of the two out.',
    });
  }
  return { isAiNarrated, ...present({ recordedVoice }) };
}

/** A JSON Chapters file states its version; a sidecar has no such field. */
function isChaptersFile(bytes: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(decodeLoosely(bytes, 5_000_000));
    return typeof value === 'object' && value !== null && 'version' in value && 'chapters' in value;
  } catch {
    return false;
  }
}

function parseFields(document: SourceDocument, context: ReadContext): FieldMap {
  const text = decodeText(document, context);
  const file = document.location;
  const { maxYamlBytes, maxYamlDepth, maxJsonBytes, maxJsonDepth } = context.limits;
  const expected = 'fields such as title: …';
  return document.name.endsWith('.json')
    ? readJsonFields({ text, file, maxBytes: maxJsonBytes, maxDepth: maxJsonDepth, expected })
    : readYamlFields({ text, file, maxBytes: maxYamlBytes, maxDepth: maxYamlDepth, expected });
}

function readPath(record: FieldRecord, names: readonly string[]): string | undefined {
  const found = findField(record, names);
  const text = textField(record, names, { maxLength: 1_000 });
  return text === undefined || !found ? undefined : readAssetPath({ record, name: found.name, text });
}

type ChapterSource = {
  readonly document: SourceDocument;
  readonly context: ReadContext;
  readonly programmeTitle: string;
};

/** Chapters in the sidecar, in a file it names, or in one of the same name. */
async function readChapters(record: FieldRecord, from: ChapterSource): Promise<readonly ProgrammeChapter[]> {
  const inner = { record, programmeTitle: from.programmeTitle };
  const { value, line = 1 } = record.fields.get('chapters') ?? {};
  if (value?.kind === 'list') return readChapterList(value, inner);
  if (value?.kind === 'text' && !/\.(?:json|txt)$/iu.test(value.text.trim())) {
    // Text of several lines begins below its name.
    const firstLine = value.text.includes('\n') ? line + 1 : line;
    return readClockList(value.text, { ...inner, firstLine });
  }
  if (value?.kind === 'map') {
    fail({
      record,
      name: 'chapters',
      code: 'E_FIELD_TYPE',
      message: ': expected list, got map',
      hint: 'write one - per chapter.',
    });
  }
  const path = value?.kind === 'text' ? readPath(record, ['chapters']) : from.document.recording?.chapters;
  return path === undefined ? [] : readChapterFile(path, { ...from, record });
}

async function readChapterFile(
  path: string,
  { context, programmeTitle, record }: ChapterSource & { readonly record: FieldRecord },
): Promise<readonly ProgrammeChapter[]> {
  const { limits, readAsset } = context;
  if (!readAsset) {
    fail({ record, name: 'chapters', code: 'E_INPUT', message: 'names a file, which cannot be read here' });
  }
  const bytes = await readAsset(path);
  const name = path.toLowerCase();
  const text = decodeText({ origin: 'programmes', location: path, name, bytes, sha256: '' }, context);
  const inner = {
    record: { file: path, warn: (finding: Parameters<FieldRecord['warn']>[0]) => context.warn(finding) },
    programmeTitle,
  };
  if (!name.endsWith('.json')) return readClockList(text, { ...inner, firstLine: 1 });
  const { maxJsonBytes: maxBytes, maxJsonDepth: maxDepth } = limits;
  const fields = readJsonFields({ text, file: path, maxBytes, maxDepth, expected: 'an object with "chapters"' });
  const chapters = fields.get('chapters')?.value;
  if (chapters?.kind !== 'list') {
    throw new LectorError('E_FIELD_TYPE', `${path} has no list "chapters".`, {
      place: { file: path },
      hint: 'write {"version": "1.2.0", "chapters": […]}.',
    });
  }
  return readChapterList(chapters, inner);
}
