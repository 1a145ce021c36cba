/** What we use of the package `webgpu`, which is not among ours (node.mjs says why). */
declare module 'webgpu' {
  export function create(options: readonly string[]): GPU;
  export const globals: Readonly<Record<string, unknown>>;
}
