import { Argument, Command, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { completeWords, registerCompletion } from '../../../../src/cli/verbs/setup/completion.js';

const program = new Command('lector').option('--config <file>', 'configuration').option('--json', 'as JSON');
registerCompletion(program);
program.command('build').option('--strict', 'all or nothing').option('--engine <name>', 'engine');
program.command('unpublish').argument('<episode>').option('--undo', 'let it return');
program.command('approve').argument('[episode]').option('--withdraw', 'take back');
program.command('script').argument('<article>');
program.command('plan').argument('[source]');
program.command('notes').addOption(new Option('--target <app>', 'app').choices(['apple', 'spotify']));
const owner = program.command('private');
owner.command('add').argument('<name>');
owner.command('list');
program.command('explain').addArgument(new Argument('[code]').choices(['one', 'two']));

describe('what a shell is told may come next', () => {
  it.each<[string, string[], string | undefined]>([
    ['', ['completion', 'build', 'unpublish', 'approve', 'script', 'plan', 'notes', 'private', 'explain'], undefined],
    ['b', ['build'], undefined],
    ['build --s', ['--strict'], undefined],
    ['build --', ['--strict', '--engine', '--help', '--config', '--json'], undefined],
    ['build --engine ', [], undefined],
    ['--config other.yaml bu', ['build'], undefined],
    ['notes --target s', ['spotify'], undefined],
    ['private ', ['add', 'list'], undefined],
    ['private add --j', ['--json'], undefined],
    ['unpublish ', [], 'published'],
    ['unpublish --undo night', [], 'unpublished'],
    ['unpublish night-ferry ', [], undefined],
    ['approve ', [], 'waiting'],
    ['approve --withdraw ', [], 'any'],
    ['script n', [], 'any'],
    ['plan ', [], undefined],
    ['explain ', ['one', 'two'], undefined],
    ['nothing-such ', [], undefined],
  ])('after "lector %s"', (line, words, wanted) => {
    const found = completeWords(program, line.split(' '));
    expect([found.words.map(({ word }) => word), found.wanted]).toEqual([words, wanted]);
  });
});
