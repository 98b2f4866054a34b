import { describe, expect, it } from 'vitest';
import { splitNotation } from '../../../src/markup/notation/inline-notation.js';
import { texToText } from '../../../src/markup/notation/tex-to-text.js';

/** What a reader sees, with what is not words in angle brackets. */
function shown(text: string): string {
  return splitNotation(text)
    .map((part) => {
      if (part.kind === 'text') return part.text;
      return part.kind === 'pause'
        ? `<${part.pauseMs} ms>`
        : part.kind === 'formula'
          ? '<formula>'
          : `<${part.reason}>`;
    })
    .join('');
}

describe('splitNotation', () => {
  it.each([
    ['Thus $a^2 + b^2 = c^2$ holds.', 'Thus a² + b² = c² holds.'],
    ['Let $x$ be \\(x_1 + \\alpha \\le 3\\).', 'Let x be x₁ + α ≤ 3.'],
    ['Then $\\int_0^\\infty e^{-x^2} dx$ is finite.', 'Then <formula> is finite.'],
    ['It costs $5 and $10 at the door, or $5-$10.', 'It costs $5 and $10 at the door, or $5-$10.'],
    ['US$5 = AU$7; from $HOME to $PATH; \\(aside\\)', 'US$5 = AU$7; from $HOME to $PATH; \\(aside\\)'],
  ])('reads formulas, and leaves money alone: %s', (text, result) => {
    expect(shown(text)).toBe(result);
  });

  it.each([
    ['One. [pause 800ms] Two.', 'One. <800 ms> Two.'],
    ['One. [pause:2000] Two. [pause = 1.5 s]', 'One. <2000 ms> Two. <1500 ms>'],
    ['One. [pause 2] [pause]', 'One. <2000 ms> <1000 ms>'],
    ['Press pause: 2000 wait. [paused]', 'Press pause: 2000 wait. [paused]'],
    ['[Pause 2 sec]', '<2000 ms>'],
  ])('takes marks of pauses for silence: %s', (text, result) => {
    expect(shown(text)).toBe(result);
  });

  it.each([
    ['{{< youtube dQw4 >}}', '<shortcode>'],
    ['{{% notice tip %}}Mind it.{{% /notice %}}', '<shortcode>Mind it.<shortcode>'],
    ['{% include figure.html src="a.png" %}', '<shortcode>'],
    ['[gallery ids="1,2"] and [gallery]', '<shortcode> and [gallery]'],
    ['[gallery]', '<shortcode>'],
    ['[caption id=”x” width=3]The pier[/caption]', '<shortcode>The pier<shortcode>'],
    ['[youtube]https://w.example/a[/youtube]', '<shortcode>https://w.example/a<shortcode>'],
    ['See [[The Pier|the pier]] and [[Harbour#North]].', 'See the pier and Harbour.'],
    ['![[photo.png]]', '<embed>'],
    ['He [sic] said [the mayor] was late [laughs].', 'He [sic] said [the mayor] was late [laughs].'],
    ['{{ name }} and [x] and [1]', '{{ name }} and [x] and [1]'],
  ])('leaves shortcodes and embeds out: %s', (text, result) => {
    expect(shown(text)).toBe(result);
  });
});

describe('texToText', () => {
  it.each([
    ['E = mc^2', 'E = mc²'],
    ['10^{-6}', '10⁻⁶'],
    ['\\frac{1}{2} \\times \\pi r^2', '1/2 × π r²'],
    ['20^\\circ\\text{C}', '20°C'],
    ['\\sum_{i=1}^{n} i', undefined],
  ])('reads %s as a line of text, where it is one', (tex, text) => {
    expect(texToText(tex)).toBe(text);
  });
});
