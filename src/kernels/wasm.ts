/** The part of WebAssembly that is used here. Node has it; the compiler's types for it come with a browser's only. */

/** A mutable number of a module. */
export interface WasmGlobal {
  value: number;
}

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Wasm {
  readonly Memory: new (limits: { initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Imports) => { readonly exports: object };
}

export interface StartedModule {
  readonly exports: object;
  readonly memory: ArrayBuffer;
  /** Adds pages. What was an array over the memory is none any more: gives the memory to make new ones over. */
  readonly grow: (pages: number) => ArrayBuffer;
}

/**
 * Compiles a module and starts it on a memory of so many pages of 64 KB, imported as env.memory. Compiled at once and not
 * lazily: a few milliseconds, in a worker thread.
 */
export function startModule(module: Uint8Array, pages: number, imports: Imports): StartedModule {
  const wasm = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;
  const memory = new wasm.Memory({ initial: pages });
  const instance = new wasm.Instance(new wasm.Module(module), { ...imports, env: { memory } });
  return {
    exports: instance.exports,
    memory: memory.buffer,
    grow: (more) => {
      memory.grow(more);
      return memory.buffer;
    },
  };
}
