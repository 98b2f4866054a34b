import { describe, expect, it } from 'vitest';
import { toSarif } from '../../src/check/to-sarif.js';
import { checkFeed } from '../../src/feed/check-feed.js';
import { edited, PODCAST } from '../feed/standards/sample-feeds.js';

const BAD = edited(edited(PODCAST, '>episodic<', '>daily<'), 'length="2250000"', 'length="2 MB"');

describe('toSarif', () => {
  it('tells findings as SARIF 2.1.0: one run, rules once, results by rule, place and path', () => {
    const log = toSarif(checkFeed(BAD, { fileName: 'my show/feed.xml', profiles: ['rss'] }));
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringMatching(/sarif-2\.1\.0\.json$/u) as string });
    const [run] = log.runs;
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(['E_FEED_TYPE', 'W_ENCLOSURE']);
    expect(run.results).toMatchObject([
      {
        ruleId: 'E_FEED_TYPE',
        ruleIndex: 0,
        level: 'error',
        message: { text: 'channel itunes:type "daily" is not known (Apple).' },
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: 'my%20show/feed.xml' }, region: { startColumn: 1 } },
            logicalLocations: [{ fullyQualifiedName: 'rss/channel/itunes:type', kind: 'element' }],
          },
        ],
        properties: { profile: 'rss', clause: 'Apple, itunes:type', fix: 'write episodic or serial.' },
      },
      {
        ruleId: 'W_ENCLOSURE',
        ruleIndex: 1,
        level: 'warning',
        properties: { item: { number: 1, title: 'The tide table, explained' } },
      },
    ]);
  });

  it('gives every result a rule that is there, a text, and a line from 1', () => {
    const [{ tool, results }] = toSarif([
      ...checkFeed(BAD),
      ...checkFeed('<rss>', { fileName: '/a/b.xml' }),
      { severity: 'error', code: 'E_FEED_MISSING', message: 'none.', place: { file: 'feed.xml' } },
      { severity: 'note', code: 'W_MANIFEST', message: 'none.' },
    ]).runs;
    for (const { ruleId, ruleIndex, level, message, locations = [] } of results) {
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(['error', 'warning', 'note']).toContain(level);
      expect(message.text).not.toBe('');
      for (const { physicalLocation } of locations) expect(physicalLocation?.region?.startLine ?? 1).toBeGreaterThan(0);
    }
    expect(results.at(-1)).not.toHaveProperty('locations');
    expect(results.find(({ ruleId }) => ruleId === 'E_XML_TRUNCATED')).toMatchObject({
      locations: [{ physicalLocation: { artifactLocation: { uri: 'file:///a/b.xml' } } }],
    });
  });

  it('names what was found online by its address', () => {
    const file = 'https://pod.example.org/feed.xml';
    const [{ results }] = toSarif([
      { severity: 'error', code: 'E_HOST_RANGE', message: 'none.', place: { file } },
    ]).runs;
    expect(results[0]?.locations?.[0]?.physicalLocation?.artifactLocation.uri).toBe(file);
  });
});
