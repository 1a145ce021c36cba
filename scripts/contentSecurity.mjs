// What the built page may load and run; browsers hold it to it.

/** Vite's mode for the build of one file. */
export const SINGLE_FILE = 'single-file';

const COMMON = {
  // The fused kernels and TensorFlow.js compile WebAssembly; nothing compiles text.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'media-src': "'self' blob:",
  'font-src': "'self' data:",
  'worker-src': "'self' blob:",
  'connect-src': "'self' data: blob:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/** No frame-ancestors: being framed is what the lab is for. */
const SITE = { 'default-src': "'self'", ...COMMON };

/** The file carries its script and its styles within itself: those, named by their hashes, and no others. */
const singleFile = (scripts, styles) => ({
  'default-src': "'none'",
  ...COMMON,
  'script-src': `${scripts.join(' ')} 'wasm-unsafe-eval'`,
  'style-src': styles.join(' '),
  'img-src': 'data: blob:',
  'media-src': 'blob:',
  'font-src': 'data:',
  'worker-src': 'blob:',
  'connect-src': 'data: blob:',
});

const tag = (policy) => {
  const content = Object.entries(policy).map(([directive, sources]) => `${directive} ${sources}`);
  return `<meta http-equiv="Content-Security-Policy" content="${content.join('; ')}" />`;
};

/** Before anything that the policy is about, after the encoding, which has to be among the first 1024 bytes. */
function insert(html, policy) {
  const encoding = '<meta charset="utf-8" />';
  if (!html.includes(encoding)) throw new Error(`index.html has no ${encoding}, after which the policy belongs.`);
  return html.replace(encoding, `${encoding}\n    ${tag(policy)}`);
}

/** For Vite: the built page has the site's policy. The development server's pages have none, since its scripts are inline. */
export const contentSecurity = {
  name: 'content-security',
  apply: (_, { command, mode }) => command === 'build' && mode !== SINGLE_FILE,
  transformIndexHtml: { order: 'post', handler: (html) => insert(html, SITE) },
};

/** The single file's text with its policy. `scripts` and `styles` are hashes as the policy writes them. */
export const secureSingleFile = (html, scripts, styles) => insert(html, singleFile(scripts, styles));
