import type { Config, Environment } from '../../config.js';
import { LectorError } from '../../errors.js';
import type { Hooks } from '../../publish/announce.js';

/**
 * Who is told, with what the environment holds in the place of `${NAME}`.
 *
 * @throws {@link LectorError} `E_PUBLISH_KEY` when a variable is not set.
 */
export function hooksOf(
  { hooks, podcast }: Config,
  environment: Environment,
): { readonly hooks: Hooks; readonly secrets: readonly string[] } {
  const secrets: string[] = [];
  const fill = (text: string): string =>
    text.replace(/\$\{([A-Z][A-Z0-9_]*)\}/gu, (_, name: string) => {
      const value = environment[name]?.trim() ?? '';
      if (value === '')
        throw new LectorError('E_PUBLISH_KEY', `the environment has no ${name}, which hooks: names.`, {
          hint: `set ${name}, or take that hook out.`,
          exitCode: 3,
        });
      secrets.push(value);
      return value;
    });
  return {
    hooks: {
      hubs: podcast?.hubs ?? [],
      webhooks: hooks.webhooks.map(fill),
      commands: hooks.commands,
      ...(hooks.podping && { podping: { url: hooks.podping.url, token: fill(hooks.podping.token) } }),
    },
    secrets,
  };
}
