import { text } from 'node:stream/consumers';
import { parseOr, textOf } from './objects.js';
import type { S3Place, S3Send } from './send.js';

/** Younger ones may be those of another publisher who is at work. */
const FORGOTTEN_AFTER_MS = 86_400_000;

/** Lets the store forget parts that a killed run left more than a day ago: they are invisible, and are paid for. */
export async function forgetUploads(send: S3Send, place: S3Place, now: Date): Promise<void> {
  const list = await send({
    method: 'GET',
    query: { uploads: '', prefix: place.prefix },
    // Some stores have no such list; then there is nothing to be done.
    accept: [400, 403, 404, 405, 501],
    read: async ({ status, body }) => {
      const xml = await text(body);
      return status === 200 ? parseOr(xml, 'ListMultipartUploadsResult') : undefined;
    },
  });
  for (const upload of list?.children.filter(({ local }) => local === 'Upload') ?? []) {
    const ageMs = now.getTime() - Date.parse(textOf(upload, 'Initiated'));
    if (!(ageMs > FORGOTTEN_AFTER_MS)) continue;
    await send({
      method: 'DELETE',
      key: textOf(upload, 'Key'),
      query: { uploadId: textOf(upload, 'UploadId') },
      accept: [403, 404],
      read: () => Promise.resolve(true),
    });
  }
}
