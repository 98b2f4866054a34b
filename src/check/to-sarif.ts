import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ERROR_CODES, WARNING_CODES } from '../model/codes.js';
import type { Finding, Place } from '../model/finding.js';
import { present } from '../model/present.js';
import { LECTOR_VERSION } from '../model/version.js';

/** A log of SARIF 2.1.0 (OASIS), as far as findings fill it. */
export type SarifLog = {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly [SarifRun];
};

type SarifRun = {
  readonly tool: {
    readonly driver: { readonly name: string; readonly version: string; readonly rules: readonly SarifRule[] };
  };
  readonly columnKind: 'utf16CodeUnits';
  readonly results: readonly SarifResult[];
};

type Text = { readonly text: string };
type SarifRule = { readonly id: string; readonly shortDescription: Text; readonly help: Text };

type SarifResult = {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: 'error' | 'warning' | 'note';
  readonly message: Text;
  readonly locations?: readonly SarifLocation[];
  /** Profile, clause, why and what to do. */
  readonly properties: Readonly<Record<string, unknown>>;
};

type SarifLocation = {
  readonly physicalLocation?: {
    readonly artifactLocation: { readonly uri: string };
    readonly region?: { readonly startLine: number; readonly startColumn?: number };
  };
  readonly logicalLocations?: readonly { readonly fullyQualifiedName: string; readonly kind: string }[];
};

/** Findings as one run of SARIF 2.1.0, which code scanning of forges reads. */
export function toSarif(findings: readonly Finding[]): SarifLog {
  const ids = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'lector', version: LECTOR_VERSION, rules: ids.map(toRule) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => toResult(finding, ids.indexOf(finding.code))),
      },
    ],
  };
}

function toRule(id: Finding['code']): SarifRule {
  const { cause, cure } = { ...ERROR_CODES, ...WARNING_CODES }[id];
  return { id, shortDescription: { text: cause }, help: { text: cure } };
}

function toResult({ severity, code, message, hint, place, ruling }: Finding, ruleIndex: number): SarifResult {
  const physicalLocation = place && toPhysical(place);
  const logicalLocations = ruling && [{ fullyQualifiedName: ruling.path, kind: 'element' }];
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: message },
    ...(place && { locations: [present({ physicalLocation, logicalLocations })] }),
    properties: present({
      fix: hint,
      profile: ruling?.profile,
      clause: ruling?.clause,
      why: ruling?.why,
      item: ruling?.item,
    }),
  };
}

function toPhysical({ file, line, column }: Place): NonNullable<SarifLocation['physicalLocation']> {
  const uri = uriOf(file);
  return {
    artifactLocation: { uri },
    ...(line !== undefined && { region: { startLine: line, ...present({ startColumn: column }) } }),
  };
}

function uriOf(file: string): string {
  if (/^https?:/u.test(file)) return file;
  return path.isAbsolute(file) ? pathToFileURL(file).href : file.split(path.sep).map(encodeURIComponent).join('/');
}
