import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const TESTS = path.resolve(import.meta.dirname);

/** Files that build whole shows take longest: begun first, none of them is left running alone at the end. */
export function orderFiles(files: readonly string[]): readonly string[] {
  return [...files].sort((one, other) => rankOf(one) - rankOf(other) || (one < other ? -1 : 1));
}

/** Keeps the files of a project beside each other: a worker they share lasts until one of another project comes. */
export class ProjectsInOrder extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(specifications);
    return sorted.sort(
      (one, other) =>
        one.project.name.localeCompare(other.project.name, 'en', { numeric: true }) ||
        rankOf(path.relative(TESTS, one.moduleId)) - rankOf(path.relative(TESTS, other.moduleId)),
    );
  }
}

/** @param file relative to the folder of tests */
function rankOf(file: string): number {
  const [folder = ''] = file.split(path.sep);
  return folder === 'e2e' ? 0 : folder === 'show' ? 1 : 2;
}
