import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openLive } from '../../src/preview/live.js';
import type { Message } from '../../src/preview/page/messages.js';

const sentence = (text: string): Message => ({
  type: 'sentence',
  slug: 'ferry',
  title: 'The ferry',
  utteranceId: text,
  text,
  src: '/-/sound/0.wav',
});

/** Texts of the sentences a page is told that asks for events, at once. */
async function toldTo(live: ReturnType<typeof openLive>, query: string, headers = {}): Promise<readonly string[]> {
  const request = Object.assign(new IncomingMessage(new Socket()), {
    method: 'GET',
    url: `/-/events?${query}`,
    headers,
  });
  const response = new ServerResponse(request);
  let written = '';
  response.write = (chunk: string) => (written += chunk) !== '';
  await live.serve({ request, response });
  response.emit('close');
  return [...written.matchAll(/"text":"(.*?)"/gu)].map(([, text = '']) => text);
}

describe('a page that is loaded while sentences are told', () => {
  const live = openLive();
  live.tell({ type: 'state', isBuilding: false, findings: [], items: [] });
  live.tell(sentence('one'));
  live.tell({ type: 'built', paths: [] });
  live.tell(sentence('two'));

  it.each([
    ['heard none', 'after=0', {}, ['one', 'two']],
    ['heard the first', 'after=1', {}, ['two']],
    ['heard both', 'after=2', {}, []],
    ['is opened now', 'after=', {}, []],
    ['heard them from a server before', 'after=7', {}, []],
    ['was cut off after the first', 'after=0', { 'last-event-id': '1' }, ['two']],
  ])('and %s hears what it has missed', async (_who, query, headers, texts) => {
    expect(await toldTo(live, `page=/episodes/ferry/&${query}`, headers)).toEqual(texts);
    live.close();
  });
});
