import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Writes a shell script that takes the place of a program. */
export async function makeProgram(folder: string, name: string, script: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

/** A script that answers like an ffmpeg of some version. */
export function fakeFfmpeg(
  version: string,
  { encoders = ['libmp3lame'], libavutil = 57, then = 'exit 0' } = {},
): string {
  return [
    `case "$*" in`,
    `  *-version*) echo "ffmpeg version ${version} Copyright (c)"; echo "libavutil      ${libavutil}. 28.100 / ${libavutil}. 28.100";;`,
    `  *-encoders*) ${encoders.map((name) => `echo " A....D ${name}            text"`).join('; ') || 'true'};;`,
    `  *) ${then};;`,
    'esac',
  ].join('\n');
}
