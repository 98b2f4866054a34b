import type { ErrorCode } from '../../model/codes.js';
import type { Finding } from '../../model/finding.js';
import { askHost, type AskOptions, type HostFacts, type ServedFile } from './host-facts.js';
import { HOST_RULES, REACH_RULES, type HostRule } from './host-rules.js';

/** One rule, and what came of it: nothing where all is well. */
export type HostLook = { readonly rule: HostRule; readonly finding?: Finding };

export type HostReport = {
  readonly facts: HostFacts;
  /** Rules that were asked, in their order; of a host that does not answer only why. */
  readonly looks: readonly HostLook[];
};

/** Asks a host for one file and judges its answers. */
export async function checkHost(
  file: ServedFile,
  options: AskOptions & { readonly now: () => Date },
): Promise<HostReport> {
  const facts = await askHost(file, options);
  const isSecure = facts.get.url.startsWith('https:');
  const judge = (rules: readonly HostRule[]): readonly HostLook[] =>
    rules
      .filter(({ kinds, code }) => kinds.includes(file.kind) && (isSecure || !code.endsWith('_TLS')))
      .map((rule) => {
        const says = rule.find(facts, { now: options.now() });
        return { rule, ...(says !== undefined && { finding: toFinding(rule, file, says) }) };
      });
  const reach = judge(REACH_RULES);
  const [answer] = REACH_RULES;
  const refusal = facts.get.failure;
  if (answer && refusal?.code.startsWith('E_URL') === true) {
    return { facts, looks: [{ rule: answer, finding: { ...refusal.toFinding(), place: { file: file.url } } }] };
  }
  const broken = reach.find(({ finding }) => finding !== undefined);
  return { facts, looks: broken ? [broken] : [...reach, ...judge(HOST_RULES)] };
}

function toFinding(rule: HostRule, { url, label }: ServedFile, says: string): Finding {
  const { code, profile, clause, why, fix } = rule;
  const said = {
    message: `${label} ${says} (${clause.split(', ')[0] ?? ''}).`,
    hint: fix,
    place: { file: url },
    ruling: { profile, clause, why, path: rule.name },
  };
  if (isErrorCode(code)) return { severity: 'error', code, ...said };
  return rule.isNote === true ? { severity: 'note', code, ...said } : { severity: 'warning', code, ...said };
}

function isErrorCode(code: HostRule['code']): code is ErrorCode {
  return code.startsWith('E_');
}
