#!/usr/bin/env node
// Stands in for espeak-ng, with its ways: it takes any voice, and writes nothing for nothing.
import { appendFileSync, writeFileSync } from 'node:fs';

const args = process.argv.slice(2);
if (args[0] === '--version') process.stdout.write('eSpeak NG text-to-speech: 1.51  Data at: /nowhere\n');
else if (args[0] === '--voices') {
  process.stdout.write(
    [
      'Pty Language       Age/Gender VoiceName          File                 Other Languages',
      ' 5  de              --/M      German             gmw/de               ',
      ' 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)',
      ' 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)',
      ' 5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR            (pt 6)',
      '',
    ].join('\n'),
  );
} else {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  if (process.env.FAKE_ESPEAK_LOG) appendFileSync(process.env.FAKE_ESPEAK_LOG, `${JSON.stringify({ args, text })}\n`);
  if (text.includes('crash')) {
    process.stderr.write('Error: out of memory\n');
    process.exitCode = 1;
  } else if (text.trim() !== '')
    writeFileSync(args[args.indexOf('-w') + 1], wav(text.split(/\s+/).filter(Boolean).length * 350));
}

/** As the program writes to a pipe: with a length no file has. */
function wav(durationMs) {
  const count = Math.round((durationMs * 22050) / 1000);
  const bytes = Buffer.alloc(44 + count * 2);
  bytes.write('RIFF');
  bytes.writeUInt32LE(0x7ffff024, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(22050, 24);
  bytes.writeUInt32LE(44100, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(0x7ffff000, 40);
  for (let at = 0; at < count; at += 1) bytes.writeInt16LE(Math.round(8000 * Math.sin(at / 20)), 44 + at * 2);
  return bytes;
}
