import { describe, expect, it } from 'vitest';
import { FILES, openAgenda } from '../../src/watch/agenda.js';
import { openSchedule } from '../../src/watch/schedule.js';

const START = '2026-03-28T22:50:00.000Z';

describe('the times of a source', () => {
  it.each([
    ['30s', 'UTC', '2026-03-28T22:50:30.000Z'],
    ['5m', 'UTC', '2026-03-28T22:55:00.000Z'],
    ['2h', 'Europe/Berlin', '2026-03-29T00:50:00.000Z'],
    ['0 * * * *', 'UTC', '2026-03-28T23:00:00.000Z'],
    ['30 3 * * *', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['0 6 * * MON-FRI', 'Europe/Berlin', '2026-03-30T04:00:00.000Z'],
    ['*/20 * * * * *', 'Asia/Kolkata', '2026-03-28T22:50:20.000Z'],
  ])('%s in %s comes next at %s', (text, timeZone, next) => {
    expect(new Date(openSchedule(text, { timeZone }).next(Date.parse(START))).toISOString()).toBe(next);
  });

  it.each(['1s', '999h', '61 * * * *', '0 0 31 2 *', 'soon please now or never'])('refuse %s', (text) => {
    expect(() => openSchedule(text, { timeZone: 'UTC' })).toThrow(expect.objectContaining({ code: 'E_CONFIG' }));
  });
});

describe('an agenda', () => {
  const config = {
    timeZone: 'UTC',
    watch: { every: '10m' },
    sources: [{ url: 'https://a.example/feed' }, { url: 'https://b.example/feed', every: '1m' }],
  };
  const minutes = (count: number): number => Date.parse(START) + count * 60_000;
  const opened = () => {
    const agenda = openAgenda();
    agenda.follow(config, minutes(0));
    return agenda;
  };

  it('begins with everything, and then asks each source at its own times', () => {
    const agenda = opened();
    expect(agenda.due(minutes(0)).size).toBe(3);
    agenda.done(agenda.due(minutes(0)), minutes(0), new Set());
    expect(agenda.due(minutes(1))).toEqual(new Set(['https://b.example/feed']));
    expect(agenda.due(minutes(10))).toEqual(new Set([FILES, 'https://a.example/feed', 'https://b.example/feed']));
  });

  it('asks who fails less and less often, an hour apart at most, and as before once it is well', () => {
    const agenda = opened();
    const [source = ''] = ['https://b.example/feed'];
    const waits: number[] = [];
    let now = minutes(0);
    for (let count = 0; count < 8; count += 1) {
      agenda.done(new Set([source]), now, new Set([source]));
      waits.push(((agenda.nextOf(source) ?? 0) - now) / 60_000);
      now = agenda.nextOf(source) ?? 0;
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
    agenda.done(new Set([source]), now, new Set());
    expect(agenda.nextOf(source)).toBe(now + 60_000);
  });

  it('does not wait for the time a clock had before it was set back', () => {
    const agenda = opened();
    agenda.done(agenda.due(minutes(0)), minutes(100_000), new Set());
    agenda.due(minutes(0));
    expect(agenda.nextMs()).toBeLessThanOrEqual(minutes(60));
  });

  it('keeps what it knows of sources whose times stay when the configuration changes', () => {
    const agenda = opened();
    agenda.done(agenda.due(minutes(0)), minutes(0), new Set());
    const sources = [{ url: 'https://a.example/feed' }, { url: 'https://c.example/feed' }];
    agenda.follow({ ...config, sources }, minutes(1));
    expect(agenda.due(minutes(1))).toEqual(new Set(['https://c.example/feed']));
  });
});
