/**
 * The service worker: keeps a copy of the whole site, and answers from it alone. A visit is of one version throughout:
 * a new version is fetched beside the old one (every file checked against its hash, so that a server that is just being
 * updated yields none rather than a mixture) and takes over once all pages of the old one are closed.
 */
import { precacheAndRoute } from 'workbox-precaching';

precacheAndRoute([...__PRECACHE__], {
  // No file of the site depends on its query: links with one, say from a mailing list, open offline too.
  ignoreURLParametersMatching: [/./],
});
