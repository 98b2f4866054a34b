import { patternRule, type SpeakableRule } from '../../../figures/speakable-rule.js';

/** A Greek letter on its own, as science writes it: `α`, `β-carotene`, `2π`, `σ`; never a Greek word. */
export const GREEK: SpeakableRule = patternRule({
  name: 'greek',
  starts: ['letter'],
  forms: [
    {
      pattern: /(?<!\p{L})[ΑαβγΓδΔεζηθΘικλΛμµνξΞοπΠρσΣςτυφΦχψΨωΩ](?!\p{L}|\p{M})/uy,
      say: ([letter = '']) => LETTERS[letter.toLowerCase()],
    },
  ],
});

const LETTERS: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  µ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  ο: 'omicron',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  ς: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
};
