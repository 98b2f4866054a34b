import { webAssembly, type WasmImports, type WasmInstance, type WasmMemory, type WasmModule } from './web-assembly.js';

/** What a WASI program is run with, and what it leaves. */
export type WasiRun = {
  readonly args: readonly string[];
  /** Files the program finds, by name. */
  readonly inputs: Readonly<Record<string, Uint8Array>>;
};

export type WasiResult = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Every file after the run, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
};

/** A program kept in memory; runs follow each other, each on memory as fresh as the first. */
export type WasiProgram = { run(options: WasiRun): WasiResult };

type MemoryFile = { bytes: Uint8Array; size: number };
type OpenFile = { readonly file: MemoryFile; position: number };

/** Numbers from WASI preview 1 (`errno`, `filetype`, `oflags`, `whence`). */
const SUCCESS = 0;
const BADF = 8;
const NOENT = 44;
const CHARACTER_DEVICE = 2;
const DIRECTORY = 3;
const REGULAR_FILE = 4;
const OFLAG_CREATE = 1;
const OFLAG_TRUNCATE = 8;
const ROOT_FD = 3;
const ALL_RIGHTS = 0xffff_ffff_ffff_ffffn;

/** Memory that one run made grow past this is given back instead of being kept for the next. */
const MAX_KEPT_BYTES = 96 * 2 ** 20;

class ExitSignal extends Error {
  constructor(readonly exitCode: number) {
    super(`exit ${exitCode}`);
  }
}

/** The memory a program begins with, which all threads that run it can share. */
export function freshMemory(module: WasmModule): Uint8Array {
  const names = webAssembly.Module.imports(module).map(({ name }) => [name, () => 0] as const);
  const instance = new webAssembly.Instance(module, { wasi_snapshot_preview1: Object.fromEntries(names) });
  const bytes = new Uint8Array(memoryOf(instance).buffer);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

/**
 * Loads a program that needs the thirteen calls below and no more; its files live in memory and it sees nothing else.
 * Putting memory back costs a twentieth of a new instance, so the instance is kept until a run traps or grows too large.
 */
export function loadWasiProgram(module: WasmModule, pristine = freshMemory(module)): WasiProgram {
  let instance: WasmInstance | undefined;
  let calls: WasmImports = {};
  const names = webAssembly.Module.imports(module).map((item) => item.name);

  /** The instance calls whatever the present run has put in `calls`. */
  function makeInstance(): WasmInstance {
    const forward = Object.fromEntries(
      names.map((name) => [
        name,
        (...values: readonly unknown[]): unknown => {
          const call = calls[name] as ((...input: readonly unknown[]) => unknown) | undefined;
          if (!call) throw new ExitSignal(127);
          return call(...values);
        },
      ]),
    );
    return new webAssembly.Instance(module, { wasi_snapshot_preview1: forward });
  }

  return {
    run(options) {
      if (instance) {
        const bytes = new Uint8Array(memoryOf(instance).buffer);
        bytes.set(pristine);
        bytes.fill(0, pristine.length);
      } else {
        instance = makeInstance();
      }
      const memory = memoryOf(instance);
      const system = makeSystem(memory, options);
      calls = system.calls;
      let exitCode = 0;
      try {
        (instance.exports['_start'] as () => void)();
      } catch (error) {
        instance = undefined;
        if (!(error instanceof ExitSignal)) throw error;
        exitCode = error.exitCode;
      }
      if (memory.buffer.byteLength > MAX_KEPT_BYTES) instance = undefined;
      return { exitCode, ...system.result() };
    },
  };
}

function memoryOf(instance: WasmInstance): WasmMemory {
  return instance.exports['memory'] as WasmMemory;
}

/** The system calls of one run. */
function makeSystem(
  memory: WasmMemory,
  options: WasiRun,
): { calls: WasmImports; result(): Omit<WasiResult, 'exitCode'> } {
  const files = new Map<string, MemoryFile>();
  for (const [name, bytes] of Object.entries(options.inputs)) files.set(name, { bytes, size: bytes.length });
  const output: readonly Uint8Array[][] = [[], [], []];
  const open = new Map<number, OpenFile>();
  const args = options.args.map((text) => Buffer.from(`${text}\0`, 'utf8'));
  let nextFd = ROOT_FD + 1;
  const view = (): DataView => new DataView(memory.buffer);
  const bytes = (): Uint8Array => new Uint8Array(memory.buffer);
  /** The pieces of memory an iovec array names. */
  const pieces = (at: number, count: number): Uint8Array[] =>
    Array.from({ length: count }, (_, index) => {
      const start = view().getUint32(at + 8 * index, true);
      return bytes().subarray(start, start + view().getUint32(at + 8 * index + 4, true));
    });
  const report = (at: number, value: number): number => {
    view().setUint32(at, value, true);
    return SUCCESS;
  };

  const calls: WasmImports = {
    args_sizes_get(countAt: number, sizeAt: number) {
      report(countAt, args.length);
      return report(
        sizeAt,
        args.reduce((sum, arg) => sum + arg.length, 0),
      );
    },
    args_get(listAt: number, textAt: number) {
      for (const arg of args) {
        report(listAt, textAt);
        bytes().set(arg, textAt);
        listAt += 4;
        textAt += arg.length;
      }
      return SUCCESS;
    },
    // The clock stands still, so that nothing a program makes can depend on it.
    clock_time_get(_id: number, _precision: bigint, at: number) {
      view().setBigUint64(at, 0n, true);
      return SUCCESS;
    },
    fd_close: (fd: number) => (open.delete(fd) ? SUCCESS : BADF),
    fd_fdstat_get(fd: number, at: number) {
      const type = fd < ROOT_FD ? CHARACTER_DEVICE : fd === ROOT_FD ? DIRECTORY : REGULAR_FILE;
      bytes().fill(0, at, at + 24);
      view().setUint8(at, type);
      view().setBigUint64(at + 8, ALL_RIGHTS, true);
      view().setBigUint64(at + 16, ALL_RIGHTS, true);
      return SUCCESS;
    },
    fd_fdstat_set_flags: () => SUCCESS,
    fd_prestat_get(fd: number, at: number) {
      if (fd !== ROOT_FD) return BADF;
      view().setUint32(at, 0, true);
      return report(at + 4, 1);
    },
    fd_prestat_dir_name(_fd: number, at: number) {
      view().setUint8(at, '/'.charCodeAt(0));
      return SUCCESS;
    },
    fd_read(fd: number, at: number, count: number, readAt: number) {
      const target = open.get(fd);
      if (!target) return fd === 0 ? report(readAt, 0) : BADF;
      let total = 0;
      for (const piece of pieces(at, count)) {
        const end = Math.min(target.position + piece.length, target.file.size);
        piece.set(target.file.bytes.subarray(target.position, end));
        total += end - target.position;
        target.position = end;
      }
      return report(readAt, total);
    },
    fd_seek(fd: number, offset: bigint, whence: number, at: number) {
      const target = open.get(fd);
      if (!target) return BADF;
      const origin = [0, target.position, target.file.size][whence] ?? 0;
      target.position = origin + Number(offset);
      view().setBigUint64(at, BigInt(target.position), true);
      return SUCCESS;
    },
    fd_write(fd: number, at: number, count: number, writtenAt: number) {
      const target = open.get(fd);
      const text = target ? undefined : output[fd];
      if (!target && !text) return BADF;
      let total = 0;
      for (const piece of pieces(at, count)) {
        if (target) append(target, piece);
        else text?.push(piece.slice());
        total += piece.length;
      }
      return report(writtenAt, total);
    },
    path_open(...values: readonly unknown[]) {
      const [, , at, length, flags, , , , fdAt] = values as readonly number[];
      if (at === undefined || length === undefined || flags === undefined || fdAt === undefined) return BADF;
      const name = Buffer.from(bytes().subarray(at, at + length)).toString('utf8');
      let file = files.get(name);
      if (!file && !(flags & OFLAG_CREATE)) return NOENT;
      file ??= { bytes: new Uint8Array(0), size: 0 };
      if (flags & OFLAG_TRUNCATE) file.size = 0;
      files.set(name, file);
      open.set(nextFd, { file, position: 0 });
      nextFd += 1;
      return report(fdAt, nextFd - 1);
    },
    proc_exit(code: number) {
      throw new ExitSignal(code);
    },
  };

  return {
    calls,
    result: () => ({
      stdout: Buffer.concat(output[1] ?? []).toString('utf8'),
      stderr: Buffer.concat(output[2] ?? []).toString('utf8'),
      files: new Map([...files].map(([name, file]) => [name, file.bytes.subarray(0, file.size)])),
    }),
  };
}

function append(target: OpenFile, piece: Uint8Array): void {
  const { file, position } = target;
  const end = position + piece.length;
  if (end > file.bytes.length) {
    const grown = new Uint8Array(Math.max(end, file.bytes.length * 2, 65_536));
    grown.set(file.bytes.subarray(0, file.size));
    file.bytes = grown;
  }
  file.bytes.set(piece, position);
  target.position = end;
  file.size = Math.max(file.size, end);
}
