import type { Argument, Command, Option } from 'commander';
import { LectorError } from '../../../errors.js';
import { quoteValue } from '../../../model/text.js';
import { openSession, type GlobalFlags } from '../../session.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** A word that may come next, and what it does. */
type Suggestion = { readonly word: string; readonly description: string };

/** Arguments that name an episode; `source` names a file or a folder. */
const EPISODE = /^(?:episode|article)$/u;

/** Which episodes a command can do something with. */
type Wanted = 'published' | 'unpublished' | 'waiting' | 'any';
const WANTED: ReadonlyMap<string, Wanted> = new Map([
  ['approve', 'waiting'],
  ['corrections', 'published'],
  ['embed', 'published'],
  ['redo', 'published'],
  ['unpublish', 'published'],
]);

function wantedBy(command: Command, typed: readonly string[]): Wanted {
  if (typed.includes('--undo')) return 'unpublished';
  return typed.includes('--withdraw') ? 'any' : (WANTED.get(command.name()) ?? 'any');
}

/** `lector completion`: what a shell needs to complete commands, options and episodes. */
export function registerCompletion(program: Command): void {
  const verb = program
    .command('completion')
    .description('completion for your shell: commands, options and episodes')
    .argument('<shell>', SHELLS.join(', '))
    .addHelpText(
      'after',
      '\nExamples:\n  $ source <(lector completion bash)\n  $ lector completion zsh > "${fpath[1]}/_lector"\n  $ lector completion fish > ~/.config/fish/completions/lector.fish',
    )
    .action((name: string) => {
      const shell = SHELLS.find((one) => one === name);
      if (shell === undefined)
        throw new LectorError('E_FLAG', `there is no completion for ${quoteValue(name)}.`, {
          hint: `write one of ${SHELLS.join(', ')}.`,
        });
      process.stdout.write(SCRIPTS[shell]);
    });
  verb
    .command('words', { hidden: true })
    .description('the words that may come next, one a line')
    .argument('[typed...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (typed: readonly string[], _flags: unknown, command: Command) => {
      const { words, wanted } = completeWords(program, typed);
      const episodes = wanted ? await episodesOf(wanted, command.optsWithGlobals<GlobalFlags>()) : [];
      for (const { word, description } of [...words, ...episodes]) process.stdout.write(`${word}\t${description}\n`);
    });
}

/**
 * What may come next on a command line, from the tree of commands itself.
 *
 * @param typed Every word behind the program's name; the last is the one that is being typed, and may be empty.
 */
export function completeWords(
  program: Command,
  typed: readonly string[],
): { readonly words: readonly Suggestion[]; readonly wanted: Wanted | undefined } {
  const current = typed.at(-1) ?? '';
  let command = program;
  let argumentCount = 0;
  let valueOf: Option | undefined;
  for (const word of typed.slice(0, -1)) {
    if (valueOf) {
      valueOf = undefined;
      continue;
    }
    if (word.startsWith('-')) {
      const option = optionsOf(command, program).find(({ long, short }) => word === long || word === short);
      if (option && (option.required || option.optional)) valueOf = option;
      continue;
    }
    const inner = argumentCount === 0 ? command.commands.find((one) => one.name() === word) : undefined;
    if (inner) command = inner;
    else argumentCount += 1;
  }
  const startsSo = ({ word }: Suggestion): boolean => word.startsWith(current);
  if (valueOf) {
    const choices = (valueOf.argChoices ?? []).map((word) => ({ word, description: '' }));
    return { words: choices.filter(startsSo), wanted: undefined };
  }
  if (current.startsWith('-')) {
    const options = optionsOf(command, program).map(({ long, short, description }) => ({
      word: long ?? short ?? '',
      description: oneLine(description),
    }));
    return { words: options.filter(startsSo), wanted: undefined };
  }
  const commands =
    argumentCount > 0
      ? []
      : visible(command).map((one) => ({ word: one.name(), description: oneLine(one.description()) }));
  const argument: Argument | undefined = command.registeredArguments[argumentCount] ?? lastVariadic(command);
  const choices = (argument?.argChoices ?? []).map((word) => ({ word, description: '' }));
  return {
    words: [...commands, ...choices].filter(startsSo),
    wanted: argument !== undefined && EPISODE.test(argument.name()) ? wantedBy(command, typed) : undefined,
  };
}

function visible({ commands }: Command): readonly Command[] {
  return commands.filter((one) =>
    one
      .createHelp()
      .visibleCommands(one.parent ?? one)
      .includes(one),
  );
}

function lastVariadic({ registeredArguments }: Command): Argument | undefined {
  const last = registeredArguments.at(-1);
  return last?.variadic === true ? last : undefined;
}

/** Those of the command and of the program, which stand anywhere, and the help. */
function optionsOf(command: Command, program: Command): readonly Option[] {
  const options = command.createHelp().visibleOptions(command);
  const known = new Set(options.map(({ long }) => long));
  return [...options, ...program.options.filter(({ long, hidden }) => !known.has(long) && !hidden)];
}

/** Slugs of this show, without those a command can do nothing with; a folder without a show has none. */
async function episodesOf(wanted: Wanted, flags: GlobalFlags): Promise<readonly Suggestion[]> {
  const session = openSession({ ...flags, quiet: true });
  const config = await session.configIfAny().catch(() => undefined);
  if (!config) return [];
  if (wanted === 'published' || wanted === 'unpublished') {
    // Nothing but the record is read: a long show is completed at once.
    const { openTarget } = await import('../../../publish/open-target.js');
    const { readPublishedShow } = await import('../../../publish/published-show.js');
    const { outDir, stateDir } = config;
    const { manifest } = await readPublishedShow(openTarget({ outDir }), { stateDir, warn: () => undefined });
    return ((wanted === 'published' ? manifest?.episodes : manifest?.unpublished) ?? []).map(toSuggestion);
  }
  const items = await session.open(config).status();
  return items
    .filter(({ state, correction }) => wanted === 'any' || state === 'review' || correction === 'review')
    .flatMap(({ slug, title }) => (slug === undefined ? [] : [toSuggestion({ slug, title })]));
}

function toSuggestion({ slug, title }: { readonly slug: string; readonly title: string }): Suggestion {
  return { word: slug, description: oneLine(title) };
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# lector completion for bash: source <(lector completion bash)
_lector() {
  local IFS=$'\\n'
  COMPREPLY=($(lector completion words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
  COMPREPLY=($(compgen -W "\${COMPREPLY[*]}" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o bashdefault -o default -F _lector lector
`,
  zsh: `#compdef lector
# lector completion for zsh: lector completion zsh > "\${fpath[1]}/_lector"
_lector() {
  local -a words_and_texts
  local line
  for line in "\${(@f)$(lector completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    local text="\${line#*$'\\t'}"
    [[ -n $line ]] && words_and_texts+=("\${\${line%%$'\\t'*}//:/\\\\:}\${text:+:$text}")
  done
  if (( \${#words_and_texts} )); then _describe lector words_and_texts; else _files; fi
}
if [[ \${funcstack[1]} == _lector ]]; then _lector "$@"; else compdef _lector lector; fi
`,
  fish: `# lector completion for fish: lector completion fish > ~/.config/fish/completions/lector.fish
function __lector_words
  set -l typed (commandline -opc) (commandline -ct)
  set -l words (lector completion words -- $typed[2..-1] 2>/dev/null)
  set -l fitting (string match -- "$typed[-1]*" $words)
  if set -q fitting[1]
    printf '%s\\n' $fitting
  else
    __fish_complete_path $typed[-1]
  end
end
complete -c lector -f -a '(__lector_words)'
`,
};
