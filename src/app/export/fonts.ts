import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import serifUrl from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url';
import { base64 } from '../../lib/base64.ts';

/** The page's fonts by family; styles/fonts.css names the same files. */
const FILES = { 'Inter Variable': interUrl, 'Source Serif 4 Variable': serifUrl } as const;
export type FontFamily = keyof typeof FILES;

const known = new Map<FontFamily, Promise<string>>();

/** `@font-face` rules that hold their fonts. Throws Error with a sentence if one cannot be loaded. */
export async function fontFaces(families: readonly FontFamily[]): Promise<string> {
  return (await Promise.all(families.map(face))).join('');
}

function face(family: FontFamily): Promise<string> {
  const before = known.get(family);
  if (before) return before;
  const loading = load(family);
  // One that failed may be tried again.
  loading.catch(() => known.delete(family));
  known.set(family, loading);
  return loading;
}

async function load(family: FontFamily): Promise<string> {
  const url = FILES[family];
  const data = url.startsWith('data:') ? url : await dataUrl(family, url);
  return `@font-face{font-family:"${family}";font-weight:100 900;src:url(${data}) format("woff2")}`;
}

async function dataUrl(family: FontFamily, url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The font ${family} could not be loaded: ${response.status}.`);
  return `data:font/woff2;base64,${base64(new Uint8Array(await response.arrayBuffer()))}`;
}
