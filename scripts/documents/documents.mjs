// The documents of docs/ for the site: pages of their own, or within the single file.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DOCS } from './places.mjs';
import { renderDocument } from './render.mjs';

/** Every docs/*.md, by title. @param {import('./places.mjs').Places} places */
export function renderDocuments(places) {
  return readdirSync(DOCS)
    .filter((file) => file.endsWith('.md'))
    .map((file) => renderDocument(basename(file, '.md'), readFileSync(join(DOCS, file), 'utf8'), places))
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
}
