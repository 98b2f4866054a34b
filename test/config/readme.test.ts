import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readConfigFile } from '../../src/config/read-config-file.js';
import { configSchema } from '../../src/config/schema.js';

const README = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');

describe('the configuration in the README', () => {
  const [, text = ''] = /## Configuration[\s\S]*?```yaml\n([\s\S]*?)```/u.exec(README) ?? [];

  it('is one Lector reads', () => {
    expect(readConfigFile(text, 'README.md').values.title).toBe('My Show');
  });

  it('names every key there is', () => {
    const documented = Object.keys(parse(text) as object);
    expect(Object.keys(configSchema.shape).filter((key) => !documented.includes(key))).toEqual([
      'guid',
      'newFeedUrl',
      'movedFrom',
    ]);
  });
});
