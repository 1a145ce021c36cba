// For Vite: `virtual:documents`, the list of documents, and their pages while developing (scripts/build.mjs writes them).
import { readFileSync } from 'node:fs';
import { SINGLE_FILE } from '../contentSecurity.mjs';
import { ROOT } from '../install.mjs';

const NAME = 'virtual:documents';
const RESOLVED = `\0${NAME}`;
/** How documents look: in the single file they are shown within the lab's page. */
const STYLES = ['katex/dist/katex.min.css', '/src/app/panels/theory/katexFonts.css', '/src/docs/document.css'];

let mode = '';

export const documentsPlugin = {
  name: 'documents',
  configResolved: (config) => {
    mode = config.mode;
  },
  resolveId: (id) => (id === NAME ? RESOLVED : null),
  // The renderer comes when it is needed, which is not at every start.
  async load(id) {
    if (id !== RESOLVED) return null;
    const { renderDocuments } = await import('./documents.mjs');
    const { PAGES, WITHIN } = await import('./places.mjs');
    const single = mode === SINGLE_FILE;
    const documents = renderDocuments(single ? WITHIN : PAGES).map(({ name, title, html }) => ({
      name,
      title,
      href: `docs/${name}.html`,
      html: single ? html : null,
    }));
    const styles = single ? STYLES.map((path) => `import ${JSON.stringify(path)};\n`) : [];
    return `${styles.join('')}export const documents = ${JSON.stringify(documents)};\n`;
  },
  configureServer(server) {
    server.middlewares.use(async (request, response, next) => {
      const { pathname } = new URL(request.url, 'http://localhost');
      const [, name] = /^\/docs\/([\w-]*\.html|)$/.exec(pathname) ?? [];
      if (name === undefined) return next();
      try {
        const { documentPages, TEMPLATE } = await import('./pages.mjs');
        const page = documentPages().get(name || 'index.html');
        if (!page) return next();
        const template = await server.transformIndexHtml(TEMPLATE.slice(ROOT.length), readFileSync(TEMPLATE, 'utf8'));
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(page(template));
      } catch (error) {
        next(error);
      }
    });
  },
};
