import { describe, expect, it } from 'vitest';
import { openJsonLog } from '../../src/cli/terminal/json-log.js';

describe('a log for machines', () => {
  it('is one object a line, and holds no key of the environment, wherever it stands', () => {
    const lines: string[] = [];
    const environment = {
      SPEECH_API_KEY: 'k3y-of-the-engine-9x',
      REDIS_URL: 'redis://user:hunter2secret@queue:6379',
      PATH: '/usr/bin:/bin',
    };
    const log = openJsonLog({ write: (line) => lines.push(line), now: () => new Date(0), environment });
    log.event('round', {
      note: 'sent k3y-of-the-engine-9x to /usr/bin:/bin',
      nested: [{ url: 'https://a.example/?token=abcdef123' }],
    });
    log.finding({
      severity: 'warning',
      code: 'W_WAITING',
      message: 'cannot reach redis://user:hunter2secret@queue:6379',
    });
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { time: '1970-01-01T00:00:00.000Z', level: 'info', event: 'round', nested: [{ url: 'https://a.example/' }] },
      { level: 'warn', event: 'finding', code: 'W_WAITING' },
    ]);
    expect(lines.join('')).not.toMatch(/k3y-of|engine-9x|hunter2/u);
    expect(lines.join('')).toContain('/usr/bin:/bin');
    expect(lines.every((line) => line.endsWith('\n') && !line.slice(0, -1).includes('\n'))).toBe(true);
  });
});
