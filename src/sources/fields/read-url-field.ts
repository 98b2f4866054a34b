import { quoteValue } from '../../model/text.js';
import { fail, findField, placeOf, textField, type FieldRecord } from './fields.js';
import { resolveAsset } from './resolve-asset.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';

/** An absolute http(s) URL without credentials. */
export function readUrlField(record: FieldRecord, names: readonly string[]): string | undefined {
  const found = findField(record, names);
  const text = textField(record, names, { maxLength: 2_048, isOptional: true, isVerbatim: true });
  if (text === undefined || !found) return undefined;
  return checkUrl({ record, name: found.name, text });
}

/** The URL in its normal form. */
export function checkUrl(input: {
  readonly record: FieldRecord;
  readonly name: string;
  readonly text: string;
}): string {
  const { record, name, text } = input;
  const url = canParseUrl(text) ? new URL(text) : undefined;
  if (!url) {
    fail({
      record,
      name,
      code: 'E_URL',
      message: `${quoteValue(text)} is not an absolute address`,
      hint: 'use an https address.',
    });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    fail({
      record,
      name,
      code: 'E_URL_SCHEME',
      message: `${quoteValue(text)} is neither http nor https`,
      hint: 'use an https address.',
    });
  }
  if (url.username !== '' || url.password !== '') {
    const masked = `${url.protocol}//***@${url.host}`;
    fail({
      record,
      name,
      code: 'E_URL_CREDENTIALS',
      message: `"${masked}" holds a user name or password`,
      hint: 'remove it: everything in a feed is public.',
    });
  }
  return url.href;
}

/** A picture: an http(s) URL, or a file of the project as a path relative to it. */
export function readPictureField(record: FieldRecord, names: readonly string[]): string | undefined {
  const found = findField(record, names);
  if (found?.field.value.kind === 'map') {
    // Astro and others write `image: {src, alt}`.
    const inner: FieldRecord = {
      file: record.file,
      fields: found.field.value.fields,
      warn: record.warn,
    };
    return readPictureField(inner, ['src', 'url', 'path', 'image']);
  }
  const text = textField(record, names, { maxLength: 2_048, isOptional: true, isVerbatim: true });
  if (text === undefined || !found) return undefined;
  if (/^[a-z][a-z0-9+.-]*:/iu.test(text)) return checkUrl({ record, name: found.name, text });
  return readAssetPath({ record, name: found.name, text });
}

/** A file of the project, as a path relative to the project folder. */
export function readAssetPath(input: {
  readonly record: FieldRecord;
  readonly name: string;
  readonly text: string;
}): string {
  const { record, name, text } = input;
  const path = resolveAsset(placeOf(record, name).file, text);
  if (path !== undefined) return path;
  return fail({
    record,
    name,
    code: 'E_ASSET_OUTSIDE',
    message: `${quoteValue(text)} lies outside the project`,
    hint: 'put assets below the source folder and write a path relative to this file.',
  });
}
