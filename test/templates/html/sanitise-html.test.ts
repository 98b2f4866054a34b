import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { sanitiseHtml } from '../../../src/templates/html/sanitise-html.js';

const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<p style="background:url(javascript:alert(1))" onclick="x()">x</p>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<form action="https://evil.example"><input name=a><button>go</button></form>',
  '<template><script>alert(1)</script></template>',
  '<b>unclosed <i>tags',
  '<p id="x" name="y" class="z">clobber</p>',
  '<a href="//evil.example/x">relative scheme</a>',
  '<!--><script>alert(1)</script>-->',
];

const ALLOWED = {
  description: /^(?:p|ol|ul|li|a|b|i|strong|em)$/u,
  content: /^(?!script|style|img|svg|iframe|form|input|button|object)[a-z0-9]+$/u,
};

function faults(html: string, profile: 'description' | 'content'): readonly string[] {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  return [...document.body.querySelectorAll('*')].flatMap((element) => [
    ...(ALLOWED[profile].test(element.localName) ? [] : [element.localName]),
    ...[...element.attributes]
      .filter(
        ({ name, value }) =>
          !(name === 'href' && /^(?:https?:|mailto:|[^:]*$)/u.test(value)) &&
          !/^(?:rel|datetime|start|lang|dir)$/u.test(name),
      )
      .map(({ name, value }) => `${name}=${value}`),
  ]);
}

describe.each(['description', 'content'] as const)('sanitiseHtml for %s', (profile) => {
  it.each(ATTACKS)('leaves nothing that acts of %s', (attack) => {
    expect(faults(sanitiseHtml(attack, profile), profile)).toEqual([]);
  });

  it('changes nothing when it is done twice', () => {
    const fragment = fc.array(
      fc.oneof(
        fc.constantFrom(...ATTACKS),
        fc.string(),
        fc.constantFrom('<p>', '</p>', '<ul><li>', '&amp;', '<br>', '<P.', '<button>', '<object>', '<marquee>', '<td>'),
      ),
    );
    fc.assert(
      fc.property(fragment, (parts) => {
        const once = sanitiseHtml(parts.join(''), profile);
        expect(sanitiseHtml(once, profile)).toBe(once);
        expect(faults(once, profile)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });
});

it('keeps what PSP-1 allows in a description and unwraps the rest', () => {
  expect(
    sanitiseHtml(
      '<h2>A</h2><div><p>b <code>c</code> <a href="https://d.example/?e=1&f=2" target=_blank>g</a></p></div>',
      'description',
    ),
  ).toBe('A<p>b c <a href="https://d.example/?e=1&amp;f=2">g</a></p>');
});
