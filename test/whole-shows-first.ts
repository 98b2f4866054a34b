import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const TESTS = path.resolve(import.meta.dirname);

/** Files that build whole shows take longest: begun first, none of them is left running alone at the end. */
export class WholeShowsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const [folder = ''] = path.relative(TESTS, moduleId).split(path.sep);
  return folder === 'e2e' ? 0 : folder === 'show' ? 1 : 2;
}
