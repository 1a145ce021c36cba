/** What the lab does for the page around it, once it stands in a frame. */
import type { Actions } from '../app/store/actions.ts';
import type { Watch } from '../app/store/pauseUnseen.ts';
import type { LabStore } from '../app/store/store.ts';
import { serveParent } from './frame.ts';
import { labPort } from './labPort.ts';
import { openOutside } from './openOutside.ts';
import { handOnKeys } from './unusedKeys.ts';

/** @param early messages that came before. */
export function liveInFrame(store: LabStore, actions: Actions, watch: Watch, early: readonly MessageEvent[]): void {
  // Where the browser does not tell who embeds, the parent's first message does.
  const host = window.location.ancestorOrigins?.[0] ?? null;
  const { key } = serveParent(labPort(store, actions, watch), window, host, early);
  handOnKeys(key);
  openOutside();
}
