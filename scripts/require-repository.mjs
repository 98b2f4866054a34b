// Run by npm before it publishes the package: a package that says nowhere where its source lives does not go out.
import { readFileSync } from 'node:fs';

const { repository } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
if (repository?.url === undefined) {
  process.stderr.write(
    'error: package.json names no repository. Fix: npm pkg set repository.type=git repository.url=git+https://…\n',
  );
  process.exitCode = 3;
}
