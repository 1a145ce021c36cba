// How Vite's preview serves the built site: as GitHub Pages does.

/** Seconds for which a browser need not ask again; what lies here has a hash of its contents in its name. */
const KEPT = 600;

/**
 * For Vite: without it the preview has each of some fifty scripts asked for anew by every visit, and the browser, which
 * keeps compiled code only beside what it keeps, compiles them anew.
 */
export const keptAssets = {
  name: 'kept-assets',
  configurePreviewServer({ middlewares }) {
    middlewares.use('/assets', (_, response, next) => {
      response.setHeader('Cache-Control', `max-age=${KEPT}`);
      next();
    });
  },
};
