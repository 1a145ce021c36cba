// In a frame with sandbox but without allow-same-origin, browsers refuse the lab's modules or its worker, without a word. A
// classic script like this one they run. Without allow-scripts the sentence of index.html stands.
if (window.origin === 'null' && /^https?:$/.test(window.location.protocol)) {
  const missing = document.createElement('p');
  missing.setAttribute('role', 'alert');
  missing.style.cssText =
    'font: 16px/1.45 system-ui, sans-serif; margin: 0; padding: 12px 16px; overflow-wrap: anywhere';
  missing.textContent =
    'The lab cannot run in this frame: its sandbox lacks allow-same-origin. The page around must write ' +
    'sandbox="allow-scripts allow-same-origin". By itself the lab is at ' +
    window.location.href;
  // src/main.tsx begins nothing where there is no #root.
  document.getElementById('root').replaceWith(missing);
}
