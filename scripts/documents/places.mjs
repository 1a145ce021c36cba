// Where the links of a document lead: on a site of pages, and in one file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../install.mjs';

export const DOCS = join(ROOT, 'docs');

/**
 * @typedef {object} Places attributes of a link, or an address
 * @property {(id: string) => string} id of a heading
 * @property {(name: string, section: string) => string} section of a document, this one where the name is empty; the
 *   whole of it where the section is
 * @property {(fragment: string) => string} lab the lab with this experiment
 * @property {(address: string) => string} outside
 * @property {(path: string) => string} image by its path below docs/
 */

/** @type {Places} */
export const PAGES = {
  id: (id) => id,
  section: (name, section) => `href="${name && `${name}.html`}${section && `#${section}`}"`,
  lab: (fragment) => `href="../${fragment}"`,
  outside: (address) => `href="${address}"`,
  image: (path) => path,
};

/** In the lab's own page: src/app/help/Documents.tsx shows what a link names, and pictures are within. @type {Places} */
export const WITHIN = {
  id: (id) => `document-${id}`,
  section: (name, section) => `href="#" data-document="${name}" data-section="${section && `document-${section}`}"`,
  lab: (fragment) => `href="${fragment}"`,
  outside: (address) => `href="${address}" target="_blank" rel="noreferrer"`,
  image: (path) => `data:${typeOf(path)};base64,${readFileSync(join(DOCS, path)).toString('base64')}`,
};

function typeOf(path) {
  if (path.endsWith('.svg')) return 'image/svg+xml';
  if (path.endsWith('.png')) return 'image/png';
  throw new Error(`docs/${path} is no SVG and no PNG.`);
}
