import path from 'node:path';
import ts from 'typescript';

/** A JSON Schema (draft 2020-12), as far as types of data need it. */
export type Schema = {
  readonly [keyword: string]: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
};

/** Types as JSON has them: what may be `undefined` is there and `null`, and nothing is there that no type names. */
export function schemaOfTypes(
  file: string,
  names: readonly string[],
): { readonly roots: readonly Schema[]; readonly $defs: Readonly<Record<string, Schema>> } {
  const root = path.resolve(import.meta.dirname, '../..');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(root, 'tsconfig.json'), (name) => ts.sys.readFile(name)).config,
    ts.sys,
    root,
  );
  const program = ts.createProgram([path.join(root, file)], { ...options, noEmit: true, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path.join(root, file));
  if (!source) throw new Error(`${file} is not there`);
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol);
  const defs = new Map<string, Schema>();

  function schemaOf(type: ts.Type): Schema {
    if (type.isUnion()) return unionOf(type);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
    if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
    if (type.flags & ts.TypeFlags.NonPrimitive) return { type: 'object' };
    if (type.symbol?.name === 'SafeHtml') return { type: 'string', contentMediaType: 'text/html' };
    if (checker.isTupleType(type))
      return { type: 'array', prefixItems: checker.getTypeArguments(type as ts.TypeReference).map(schemaOf) };
    if (checker.isArrayType(type))
      return { type: 'array', items: schemaOf(checker.getTypeArguments(type as ts.TypeReference)[0] as ts.Type) };
    const name = type.aliasSymbol?.name;
    if (name === undefined || type.aliasTypeArguments !== undefined) return objectOf(type);
    if (!defs.has(name)) {
      defs.set(name, {});
      defs.set(name, { ...textOf(type.aliasSymbol), ...objectOf(type) });
    }
    return { $ref: `#/$defs/${name}` };
  }

  function unionOf({ types }: ts.UnionType): Schema {
    const isEmpty = types.some(({ flags }) => flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null));
    const others = types.filter(({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)));
    const isBoolean = others.length === 2 && others.every(({ flags }) => flags & ts.TypeFlags.BooleanLiteral);
    const literals = others.flatMap((type) => (type.isStringLiteral() ? [type.value] : []));
    const schemas: readonly Schema[] = isBoolean
      ? [{ type: 'boolean' }]
      : literals.length === others.length && literals.length > 1
        ? [{ enum: literals.toSorted() }]
        : others.map(schemaOf);
    const all = isEmpty ? [...schemas, { type: 'null' }] : schemas;
    return all.length === 1 ? (all[0] as Schema) : { anyOf: all };
  }

  function objectOf(type: ts.Type): Schema {
    const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const fields = checker.getPropertiesOfType(type).map((symbol) => {
      const own = checker.getTypeOfSymbol(symbol);
      const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
      return { name: symbol.name, isOptional, schema: { ...textOf(symbol), ...schemaOf(own) } };
    });
    return {
      type: 'object',
      properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
      required: fields.filter(({ isOptional }) => !isOptional).map(({ name }) => name),
      additionalProperties: index ? schemaOf(index) : false,
    };
  }

  function textOf(symbol: ts.Symbol | undefined): { readonly description?: string } {
    const description = ts.displayPartsToString(symbol?.getDocumentationComment(checker)).replace(/\s+/gu, ' ').trim();
    return description === '' ? {} : { description };
  }

  const roots = names.map((name) => {
    const symbol = exported.find((one) => one.name === name);
    if (!symbol) throw new Error(`${file} has no ${name}`);
    return schemaOf(checker.getDeclaredTypeOfSymbol(symbol));
  });
  return { roots, $defs: Object.fromEntries([...defs].sort(([one], [other]) => (one < other ? -1 : 1))) };
}
