import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain line that any continuous integration can read: `tests: N passed, N failed`. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      passed += tests.filter((test) => test.result().state === 'passed').length;
      const notPassed = tests.filter((test) => test.result().state !== 'passed').length;
      // A file that fails before its first test has no failed test to count.
      failed += notPassed === 0 && module.state() === 'failed' ? 1 : notPassed;
    }
    process.stdout.write(`\ntests: ${passed} passed, ${failed} failed\n`);
  }
}

export { CountReporter as default };
