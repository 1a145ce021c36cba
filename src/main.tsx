import './app/styles/fonts.css';
import './app/styles/theme.css';
import './app/styles/base.css';
import './app/styles/layout.css';
import './app/styles/controls.css';
import './app/styles/arms.css';
import './app/styles/figures.css';
import './app/styles/pictures.css';
import './app/styles/side.css';
import './app/styles/views.css';
import './app/styles/story.css';
import './app/styles/export.css';
import './app/styles/share.css';
import './app/styles/forcedColours.css';
import './app/styles/print.css';
import { mount } from './app/mount.tsx';
import { keepPage } from './app/ownData/keepPage.ts';

const root = document.getElementById('root');
keepPage();
// Reading the scripts and building the page are two tasks, so that neither is a long one.
setTimeout(() => {
  // Gone where public/sandboxed.js has found that nothing could run.
  if (root === null) return;
  void mount(root);
  if (__OFFLINE__) keepForOffline();
});

/** Code that the first picture does without; where it cannot be had, the page works all the same, online. */
function keepForOffline(): void {
  import('./offline/register.ts').then(
    (offline) => offline.keepForOffline(),
    () => {},
  );
}
