/** What Node offers for WebAssembly (W3C, WebAssembly JavaScript Interface), as far as it is used here. */
export type WebAssemblyApi = {
  compile(bytes: Uint8Array): Promise<WasmModule>;
  readonly Module: { imports(module: WasmModule): readonly { readonly name: string }[] };
  readonly Instance: new (module: WasmModule, imports: Readonly<Record<string, WasmImports>>) => WasmInstance;
};

/** Compiled code; it may be posted to worker threads, which then share it. */
export type WasmModule = { readonly brand?: 'WebAssembly.Module' };
export type WasmImports = Readonly<Record<string, (...values: never[]) => unknown>>;
export type WasmInstance = { readonly exports: Readonly<Record<string, unknown>> };
export type WasmMemory = { readonly buffer: ArrayBuffer };

/** TypeScript knows it only with the browser's library, which has no place here. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi }).WebAssembly;
