import { Argument, Command, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { completeWords, registerCompletion } from '../../../../src/cli/verbs/setup/completion.js';

const program = new Command('lector').option('--config <file>', 'configuration').option('--json', 'as JSON');
registerCompletion(program);
program.command('build').option('--strict', 'all or nothing').option('--engine <name>', 'engine');
program.command('unpublish').argument('<episode>').option('--undo', 'let it return');
program.command('notes').addOption(new Option('--target <app>', 'app').choices(['apple', 'spotify']));
const owner = program.command('private');
owner.command('add').argument('<name>');
owner.command('list');
program.command('explain').addArgument(new Argument('[code]').choices(['one', 'two']));

describe('what a shell is told may come next', () => {
  it.each<[string, string[], boolean]>([
    ['', ['completion', 'build', 'unpublish', 'notes', 'private', 'explain'], false],
    ['b', ['build'], false],
    ['build --s', ['--strict'], false],
    ['build --', ['--strict', '--engine', '--help', '--config', '--json'], false],
    ['build --engine ', [], false],
    ['--config other.yaml bu', ['build'], false],
    ['notes --target s', ['spotify'], false],
    ['private ', ['add', 'list'], false],
    ['private add --j', ['--json'], false],
    ['unpublish ', [], true],
    ['unpublish --undo night', [], true],
    ['unpublish night-ferry ', [], false],
    ['explain ', ['one', 'two'], false],
    ['nothing-such ', [], false],
  ])('after "lector %s"', (line, words, wantsEpisode) => {
    const found = completeWords(program, line.split(' '));
    expect([found.words.map(({ word }) => word), found.wantsEpisode]).toEqual([words, wantsEpisode]);
  });
});
