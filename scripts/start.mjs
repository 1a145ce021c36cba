// npm start: installs what is missing, builds, serves the production build and prints its address.
import { ensurePackages, ROOT } from './install.mjs';

ensurePackages();
const { buildSite } = await import('./build.mjs');
const { preview } = await import('vite');
await buildSite({ logLevel: 'warn' });
const server = await preview({ root: ROOT, preview: { port: 4173, host: 'localhost' } });
const [address] = server.resolvedUrls?.local ?? [];
console.log(`\nRePU Lab is at ${address}\n(Ctrl+C stops it.)`);
