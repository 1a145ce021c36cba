/** Every docs/*.md, by title (scripts/documents/plugin.mjs). */
declare module 'virtual:documents' {
  export const documents: readonly import('./DocumentReader.tsx').LinkedDocument[];
}
