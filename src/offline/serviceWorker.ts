/**
 * The service worker: keeps a copy of the whole site, and answers from it alone. A visit is of one version throughout:
 * a new version is fetched beside the old one (every file checked against its hash, so that a server that is just being
 * updated yields none rather than a mixture) and takes over once all pages of the old one are closed.
 */
import { addPlugins, precacheAndRoute } from 'workbox-precaching';

/**
 * Between two files of the copy, milliseconds. All at once, two hundred files keep a core busy for a second, just when a
 * visitor begins to choose: on two cores the first picture of another task then took 1.4 to 1.8 times as long.
 */
const PAUSE = 20;

addPlugins([
  {
    async requestWillFetch({ request, event }) {
      if (event.type === 'install') await new Promise((resolve) => setTimeout(resolve, PAUSE));
      return request;
    },
  },
]);

precacheAndRoute([...__PRECACHE__], {
  // No file of the site depends on its query: links with one, say from a mailing list, open offline too.
  ignoreURLParametersMatching: [/./],
});
