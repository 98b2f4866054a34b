import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildWav } from '../../../src/sound.js';

export type SpeechServer = {
  /** For `tts.settings.baseUrl`. */
  readonly url: string;
  /** Texts that were asked for since the last call. */
  takeTexts(): readonly string[];
  /** What is answered instead of a tone, from now on. */
  answer(bytes: Buffer | undefined): void;
  close(): void;
};

const RATE_HZ = 22_050;
/** As fast as is believed to be speech. */
const SECONDS_PER_WORD = 0.16;

/** A loopback server that speaks OpenAI's `/audio/speech`, and tells what it would have billed. */
export async function startSpeechServer(): Promise<SpeechServer> {
  let texts: string[] = [];
  let instead: Buffer | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const { input } = JSON.parse(Buffer.concat(chunks).toString()) as { input: string };
      texts.push(input);
      const bytes = instead ?? tone(input);
      response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': String(bytes.length) });
      response.end(bytes);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    takeTexts() {
      const taken = texts;
      texts = [];
      return taken;
    },
    answer: (bytes) => {
      instead = bytes;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function tone(text: string): Buffer {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,-]*/gu)?.length ?? 1;
  const samples = new Int16Array(Math.round(RATE_HZ * words * SECONDS_PER_WORD));
  // Loudest where it begins: speech is loud here and there, and sound that is loud throughout takes longest to master.
  for (let at = 0; at < samples.length; at += 1)
    samples[at] = Math.round(8000 * (1 - (0.7 * at) / samples.length) * Math.sin((2 * Math.PI * 300 * at) / RATE_HZ));
  return buildWav({ samples, sampleRateHz: RATE_HZ });
}
