// npm run maps: computes the maps that come with the page (src/maps/*.json): those of the examples and of the story that have no
// file yet; `npm run maps -- --anew` computes all of them. A file whose map nobody opens any more is removed.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePackages, ROOT } from './install.mjs';

ensurePackages();
const { createServer } = await import('vite');
const server = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'warn',
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, ws: false, watch: null },
});
const maps = await server.ssrLoadModule('/src/maps/program.ts');

const FOLDER = join(ROOT, 'src/maps');
const anew = process.argv.includes('--anew');
const date = new Date().toISOString().slice(0, 10);
const wanted = await maps.wantedMaps();
const names = new Set(wanted.map(({ fragment }) => maps.storedName(fragment)));

for (const name of readdirSync(FOLDER)) {
  if (!name.endsWith('.json') || names.has(name)) continue;
  rmSync(join(FOLDER, name));
  console.log(`${name} removed: no example and no step of the story opens it.`);
}
for (const map of wanted) {
  const file = join(FOLDER, maps.storedName(map.fragment));
  if (existsSync(file) && !anew) continue;
  const begun = performance.now();
  const text = `${JSON.stringify(await maps.computeStored(map, date))}\n`;
  writeFileSync(file, text);
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(`${file}: ${text.length} bytes, ${seconds} s: ${map.fragment}`);
}
await server.close();
