import { cp } from 'node:fs/promises';
import path from 'node:path';
import { bringShow, type BringContext, type BroughtShow } from '../../../src/publish/bring/bring-show.js';
import { planPublish, type PublishPlan } from '../../../src/publish/bring/plan-publish.js';
import type { PublishTarget } from '../../../src/publish/target.js';
import { openFolderTarget } from '../../../src/publish/targets/folder.js';
import { article, makeShow, NOW } from '../../show/test-show.js';

/** A show as it was after each of three steps: one article, two articles, the first taken back. */
export type BuiltVersions = {
  readonly one: string;
  readonly two: string;
  readonly takenBack: string;
  remove(): Promise<void>;
};

export async function buildVersions(): Promise<BuiltVersions> {
  const show = await makeShow({ 'articles/one.md': article('One') });
  const keep = async (name: string): Promise<string> => {
    const folder = path.join(show.root, name);
    await cp(path.join(show.root, 'output'), folder, { recursive: true });
    return folder;
  };
  await (await show.open()).build();
  const one = await keep('one');
  await show.write('articles/two.md', article('Two', '', '2026-01-03T08:00:00Z'));
  await (await show.open()).build();
  const two = await keep('two');
  await (await show.open()).unpublish({ wanted: 'one' });
  return { one, two, takenBack: await keep('taken-back'), remove: () => show.remove() };
}

export type Bringing = Partial<Pick<BringContext, 'now' | 'signal' | 'report'>> & { readonly isPruning?: boolean };

export async function planFrom(folder: string, to: PublishTarget, { now = NOW, isPruning = false }: Bringing = {}) {
  const from = openFolderTarget(folder);
  const context = { from, to, now, temporaryFolder: () => Promise.reject(new Error('a folder needs none')) };
  return { context, plan: await planPublish({ ...context, isPruning }) };
}

/** What `lector publish` does with a folder, without the configuration and the lock. */
export async function bringFrom(
  folder: string,
  to: PublishTarget,
  options: Bringing = {},
): Promise<BroughtShow & { readonly plan: PublishPlan }> {
  const { context, plan } = await planFrom(folder, to, options);
  return { ...(await bringShow(plan, { ...context, ...options })), plan };
}
