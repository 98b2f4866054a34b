import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LIST = path.join(import.meta.dirname, 'exports.txt');

/** What a file of declarations exports: a name a line, and whether it is there when the program runs. */
function exportsOf(program: ts.Program, file: string): readonly string[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  return (module ? checker.getExportsOfModule(module) : []).map((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return `${symbol.name}${target.flags & ts.SymbolFlags.Value ? '' : ' (type)'}`;
  });
}

describe('the built package', () => {
  const entries = { lector: 'dist/index.d.ts', 'lector/contracts': 'dist/contracts/index.d.ts' };
  const files = Object.values(entries).map((file) => path.join(ROOT, file));
  const program = ts.createProgram(files, { module: ts.ModuleKind.NodeNext, noLib: true, types: [] });
  const listed = Object.entries(entries).map(([name, file]) => ({
    name,
    names: exportsOf(program, path.join(ROOT, file)).toSorted(),
  }));

  it('exports the names in exports.txt: one that is gone breaks somebody’s program', async () => {
    const text = listed.map(({ name, names }) => `${name}\n${names.map((line) => `  ${line}\n`).join('')}`).join('\n');
    await expect(text).toMatchFileSnapshot(LIST);
  });

  it('has every value it declares', async () => {
    for (const { name, names } of listed) {
      const built = (await import(name)) as object;
      expect(Object.keys(built).toSorted()).toEqual(names.filter((line) => !line.endsWith(' (type)')));
    }
  });
});
