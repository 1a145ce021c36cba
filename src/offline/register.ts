/** How long the first run may keep the browser too busy to fetch the copy for offline use, milliseconds. */
const PATIENCE = 10_000;

/**
 * Asks for the service worker once the page has loaded and has nothing better to do. Not within a frame: an embedding
 * page has not asked for megabytes.
 */
export function keepForOffline(): void {
  if (window.parent !== window || !('serviceWorker' in navigator)) return;
  if (document.readyState === 'complete') whenIdle(register);
  else window.addEventListener('load', () => whenIdle(register), { once: true });
}

function register(): void {
  // Refused in some private windows and by servers that send another type: the page works all the same, online.
  navigator.serviceWorker.register('./serviceWorker.js').catch(() => {});
}

function whenIdle(action: () => void): void {
  // Safari has no requestIdleCallback.
  if ('requestIdleCallback' in window) window.requestIdleCallback(action, { timeout: PATIENCE });
  else setTimeout(action, 3000);
}
