/** The name of a programming language as people say it; nothing for text without one. */
export function codeLanguageName(label: string | undefined): string | undefined {
  const key =
    (label ?? '')
      .trim()
      .toLowerCase()
      .split(/[\s{:,]/u)[0] ?? '';
  if (key === '' || UNNAMED.has(key)) return undefined;
  const known = NAMES[key];
  if (known !== undefined) return known;
  return /^[a-z][a-z+#.-]{1,19}$/u.test(key) ? key.charAt(0).toUpperCase() + key.slice(1) : undefined;
}

const UNNAMED = new Set(['text', 'txt', 'plain', 'plaintext', 'none', 'code', 'console', 'output']);

const NAMES: Readonly<Record<string, string | undefined>> = {
  bash: 'shell',
  c: 'C',
  'c#': 'C sharp',
  'c++': 'C plus plus',
  cpp: 'C plus plus',
  cs: 'C sharp',
  csharp: 'C sharp',
  css: 'CSS',
  'f#': 'F sharp',
  go: 'Go',
  golang: 'Go',
  hbs: 'Handlebars',
  hs: 'Haskell',
  html: 'HTML',
  ini: 'INI',
  javascript: 'JavaScript',
  js: 'JavaScript',
  json: 'JSON',
  jsx: 'JavaScript',
  kt: 'Kotlin',
  latex: 'LaTeX',
  md: 'Markdown',
  mjs: 'JavaScript',
  objc: 'Objective-C',
  php: 'PHP',
  pl: 'Perl',
  powershell: 'PowerShell',
  ps1: 'PowerShell',
  py: 'Python',
  r: 'R',
  rb: 'Ruby',
  rs: 'Rust',
  sass: 'Sass',
  scss: 'Sass',
  sh: 'shell',
  shell: 'shell',
  sql: 'SQL',
  toml: 'TOML',
  ts: 'TypeScript',
  tsx: 'TypeScript',
  typescript: 'TypeScript',
  vb: 'Visual Basic',
  xml: 'XML',
  yaml: 'YAML',
  yml: 'YAML',
  zsh: 'shell',
};
