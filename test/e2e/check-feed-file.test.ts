import path from 'node:path';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { dated, edited, PODCAST, RSS } from '../feed/standards/sample-feeds.js';
import { makeProject } from './project.js';

describe('lector check of a feed file', () => {
  it('judges by the profiles that are asked, in bytes, and says where and why', async () => {
    const project = await makeProject({ 'good.xml': RSS, 'late.xml': dated('Tue, 02 Mar 2026 06:30:00 GMT') });
    expect(await project.run(['check', 'good.xml'])).toMatchObject({ exitCode: 0, stdout: '0 errors, 0 warnings\n' });
    const { exitCode, stdout } = await project.run(['check', 'late.xml', '--json']);
    const [finding, report] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(exitCode).toBe(0);
    expect(report).toEqual({ type: 'report', errorCount: 0, warningCount: 1, noteCount: 0 });
    expect(finding).toMatchObject({
      severity: 'warning',
      code: 'W_DATE_WEEKDAY',
      place: { file: 'late.xml', line: 27, column: 1 },
      ruling: { profile: 'rss', clause: 'RSS 2.0, pubDate', path: 'rss/channel/item[1]/pubDate', item: { number: 1 } },
    });
  });

  it('reads the bytes in the encoding they declare, and prints SARIF alone on standard output', async () => {
    const project = await makeProject({});
    const latin = edited(edited(PODCAST, 'UTF-8', 'ISO-8859-1'), 'explained', 'expliquée');
    await writeFile(path.join(project.root, 'latin.xml'), Buffer.from(latin, 'latin1'));
    const { exitCode, stdout } = await project.run(['check', 'latin.xml', '--profile', 'psp1', '--sarif']);
    expect(exitCode).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'E_ENCODING', properties: { profile: 'psp1', clause: 'PSP-1, encoding' } }] }],
    });
  });
});
