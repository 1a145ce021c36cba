// The list of files that the service worker keeps for offline use.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** For those who meet the site elsewhere, never asked for by the page itself. */
const NOT_KEPT = /^(preview\.png|serviceWorker\.js|embed\/.*\.d\.ts)$/;
/** Vite's names: a file of this name never changes. */
const HASHED = /^assets\/.+-[\w-]{8}\.\w+$/;

const hash = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);

/** Every file in the folder that the page may ask for: { url, revision, integrity }, see src/offline/constants.d.ts. */
export function precacheList(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, url: relative(folder, path).split(sep).join('/') }))
    .filter(({ url }) => !NOT_KEPT.test(url))
    .sort((a, b) => (a.url < b.url ? -1 : 1))
    .map(({ path, url }) => {
      const bytes = readFileSync(path);
      return {
        url,
        revision: HASHED.test(url) ? null : hash('sha256', bytes, 'hex').slice(0, 16),
        integrity: `sha256-${hash('sha256', bytes, 'base64')}`,
      };
    });
}
