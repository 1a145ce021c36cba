// What the published page has beyond index.html: how it is installed, how links to it look elsewhere, and the sentence for
// a frame in which it cannot run.
import { SINGLE_FILE } from './contentSecurity.mjs';

/** Where the site will be: pages that show cards ask for absolute addresses. Without it they are relative. */
const HOME_VARIABLE = 'REPU_LAB_URL';

const TITLE = 'Why deep networks live or die by their activation';
const DESCRIPTION =
  'RePU and MRePU networks train live in the browser, beside what effective field theory predicts of them for infinite width.';
const PICTURE =
  'Two charts: the variance of RePU(2) leaves float32 at layer 9 while that of MRePU(2) stays level and its network fits the target.';

const link = (rel, href) => ({ tag: 'link', attrs: { rel, href }, injectTo: 'head' });
const property = (name, content) => ({ tag: 'meta', attrs: { property: name, content }, injectTo: 'head' });

/** For Vite: the manifest of the installed app and the social card, in the built site. */
export const publishedHead = {
  name: 'published-head',
  apply: (_, { command, mode }) => command === 'build' && mode !== SINGLE_FILE,
  transformIndexHtml: {
    // After Vite has looked for files to bundle: the manifest's own paths are relative to where it lies.
    order: 'post',
    handler() {
      const home = homeFrom(process.env[HOME_VARIABLE]);
      return [
        link('manifest', './manifest.webmanifest'),
        link('apple-touch-icon', './icon-maskable-512.png'),
        property('og:type', 'website'),
        property('og:site_name', 'RePU Lab'),
        property('og:title', TITLE),
        property('og:description', DESCRIPTION),
        ...(home === './' ? [] : [property('og:url', home)]),
        property('og:image', `${home}preview.png`),
        property('og:image:width', '1200'),
        property('og:image:height', '630'),
        property('og:image:alt', PICTURE),
        { tag: 'script', attrs: { src: './sandboxed.js' }, injectTo: 'body' },
        { tag: 'meta', attrs: { name: 'twitter:card', content: 'summary_large_image' }, injectTo: 'head' },
      ];
    },
  },
};

/** Ends in a slash. Throws where the variable holds no address. */
function homeFrom(value) {
  if (!value) return './';
  if (!/^https?:/.test(value) || !URL.canParse(value)) {
    throw new Error(
      `${HOME_VARIABLE} is the address where the site will be, such as https://example.org/lab/, not ${value}.`,
    );
  }
  return value.endsWith('/') ? value : `${value}/`;
}
