#!/usr/bin/env node
// Stands in for the system's own program: writes down how it was called and hums a word for each word it reads.
import { appendFileSync, writeFileSync } from 'node:fs';

const args = process.argv.slice(2);
const log = process.env.FAKE_SAY_LOG;
if (args.includes('?')) {
  process.stdout.write('Alex                en_US    # Most people recognize me by my voice.\n');
  process.stdout.write('Bad News            en_US    # The light you see is the headlamp of a train.\n');
  process.stdout.write('Thomas              fr_FR    # Bonjour, je m’appelle Thomas.\n');
} else if (args.some((arg) => arg.includes('GetInstalledVoices'))) {
  process.stdout.write('Microsoft Zira Desktop|en-US|Female\r\nMicrosoft Hortense|fr-FR|Female\r\n');
} else {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  if (log)
    appendFileSync(
      log,
      `${JSON.stringify({ args, text, file: process.env.LECTOR_FILE, voice: process.env.LECTOR_VOICE })}\n`,
    );
  if (text.includes('hang')) setInterval(() => undefined, 1000);
  else if (text.includes('complain')) {
    process.stderr.write('Voice not found.');
    process.exitCode = 1;
  } else
    writeFileSync(
      process.env.LECTOR_FILE ?? args[args.indexOf('-o') + 1],
      wav(text.split(/\s+/).filter(Boolean).length * 350),
    );
}

function wav(durationMs) {
  const count = Math.round((durationMs * 22050) / 1000);
  const bytes = Buffer.alloc(44 + count * 2);
  bytes.write('RIFF');
  bytes.writeUInt32LE(36 + count * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(22050, 24);
  bytes.writeUInt32LE(44100, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(count * 2, 40);
  for (let at = 0; at < count; at += 1) bytes.writeInt16LE(Math.round(8000 * Math.sin(at / 20)), 44 + at * 2);
  return bytes;
}
