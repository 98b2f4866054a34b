/** How one kind of host is told to lead somewhere else for good. */
export type RedirectRecipe = {
  /** `nginx`, `Apache`, … */
  readonly host: string;
  /** The file or the place it goes to. */
  readonly file: string;
  readonly text: string;
};

/**
 * Permanent redirects from everything below an old address to the same below the new one: audio and pages keep their names
 * there. Where only the feed has gone, to another host, the feed alone is redirected.
 *
 * @param move Addresses of the feed, before and afterwards.
 */
export function redirectRecipes(move: {
  readonly from: string;
  readonly to: string;
  readonly isAway: boolean;
}): readonly RedirectRecipe[] {
  return move.isAway ? ofFeed(new URL(move.from).pathname, move.to) : ofFolder(folderOf(move.from), folderOf(move.to));
}

function folderOf(feedUrl: string): URL {
  return new URL('.', feedUrl);
}

function ofFolder({ pathname: path }: URL, { href: to }: URL): readonly RedirectRecipe[] {
  const bare = to.replace(/\/$/u, '');
  const redirect = `redir ${bare}{uri} permanent`;
  return [
    { host: 'nginx', file: 'server { … }', text: `rewrite ^${patternOf(path)}(.*)$ ${to}$1 permanent;` },
    { host: 'Caddy', file: 'Caddyfile', text: path === '/' ? redirect : `handle_path ${path}* {\n  ${redirect}\n}` },
    { host: 'Apache', file: '.htaccess', text: `RedirectMatch 301 ^${patternOf(path)}(.*)$ ${to}$1` },
    { host: 'Netlify, Cloudflare Pages', file: '_redirects', text: `${path}*  ${to}:splat  301` },
  ];
}

function ofFeed(path: string, to: string): readonly RedirectRecipe[] {
  return [
    { host: 'nginx', file: 'server { … }', text: `location = ${path} { return 301 ${to}; }` },
    { host: 'Caddy', file: 'Caddyfile', text: `redir ${path} ${to} permanent` },
    { host: 'Apache', file: '.htaccess', text: `RedirectMatch 301 ^${patternOf(path)}$ ${to}` },
    { host: 'Netlify, Cloudflare Pages', file: '_redirects', text: `${path}  ${to}  301` },
  ];
}

function patternOf(path: string): string {
  return path.replace(/[.+*?()[\]{}^$|\\]/gu, '\\$&');
}
