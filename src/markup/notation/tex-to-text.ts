/**
 * A simple formula of TeX as the text it is set as: `a^2 + b^2` → `a² + b²`, `\alpha \le 3` → `α ≤ 3`.
 *
 * @returns Nothing for one that takes more than a line: fractions of sums, integrals, sums with limits.
 */
export function texToText(tex: string): string | undefined {
  const text = tex
    .replace(/\\(?:left|right|,|;|!|quad|qquad)(?![a-z])/gu, ' ')
    .replace(/\\(?:text|mathrm|mathbf|mathit|operatorname)\{([^{}\\]{1,100})\}/gu, '$1')
    .replace(/\\d?frac\{([\p{L}\d]{1,12})\}\{([\p{L}\d]{1,12})\}/gu, '$1/$2')
    .replace(/\\sqrt\{([\p{L}\d]{1,12})\}/gu, '√$1')
    .replace(/\^\{?\\circ\}?/gu, '°')
    .replace(
      /\\([a-z]+|[%$#&{}_])/giu,
      (source, name: string) => SYMBOLS[name] ?? (/^[a-z]/iu.test(name) ? source : name),
    )
    .replace(/\^(?:\{([-+−\dn]{1,6})\}|([\dn]))/gu, (_all, group?: string, single?: string) =>
      raised(group ?? single ?? ''),
    )
    .replace(/_(?:\{(\d{1,4})\}|(\d))/gu, (_all, group?: string, single?: string) => lowered(group ?? single ?? ''))
    .replace(/([\p{L}\d])_(?:\{(\p{L})\}|(\p{L}))/gu, '$1 $2$3')
    .replace(/\s*([=+≤≥≠≈<>±×→])\s*/gu, ' $1 ')
    .replace(/(?<=[\p{L}\d)²³])\s*-\s*(?=[\p{L}\d(])/gu, ' − ')
    .replace(/(?<=[\p{L}\d)₀-₉])\s*\*\s*(?=[\p{L}\d(])/gu, ' × ')
    .replace(/~|\s+/gu, ' ')
    .trim();
  return /[\\^_{}$]/u.test(text) ? undefined : text;
}

function raised(text: string): string {
  return Array.from(text, (character) => RAISED[character] ?? character).join('');
}

function lowered(digits: string): string {
  return Array.from(digits, (digit) => String.fromCodePoint(0x2080 + Number(digit))).join('');
}

const RAISED: Readonly<Record<string, string>> = {
  0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹', '+': '⁺', '-': '⁻', '−': '⁻', n: 'ⁿ',
}; // prettier-ignore
const SYMBOLS: Readonly<Record<string, string>> = {
  times: '×', cdot: '·', div: '÷', pm: '±', le: '≤', leq: '≤', ge: '≥', geq: '≥', ne: '≠', neq: '≠', approx: '≈',
  to: '→', infty: '∞', alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', theta: 'θ', lambda: 'λ', mu: 'μ',
  pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω', Gamma: 'Γ', Delta: 'Δ',
  Theta: 'Θ', Lambda: 'Λ', Pi: 'Π', Sigma: 'Σ', Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω', degree: '°', sin: 'sin', cos: 'cos',
  tan: 'tan', log: 'log', ln: 'ln', exp: 'exp', max: 'max', min: 'min',
}; // prettier-ignore
