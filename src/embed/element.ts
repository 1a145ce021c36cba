/**
 * The custom element `<repu-lab arm="repu.2 mrepu.2" depth="12">`: an iframe of the lab whose attributes are the keys of
 * its permalink. Built as one classic script, which finds the lab beside itself.
 */
import { fragmentOf, isKey } from './attributes.ts';
import { connect, type EmbeddedLab } from './client.ts';

/** The lab's page: the folder above the one that this script came from. */
const HOME = new URL('../', (document.currentScript as HTMLScriptElement | null)?.src ?? document.baseURI).href;

const STYLE =
  ':host{display:block;aspect-ratio:16/9;min-height:240px}iframe{border:0;width:100%;height:100%;display:block}';

class RepuLabElement extends HTMLElement {
  readonly #iframe = document.createElement('iframe');
  #lab: EmbeddedLab | null = null;
  #observer: MutationObserver | null = null;

  constructor() {
    super();
    // A sheet of its own, since a host's Content-Security-Policy may forbid style elements.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(this.#iframe);
  }

  /** Speaks to the lab inside, see client.ts; null while the element is in no document. */
  get lab(): EmbeddedLab | null {
    return this.#lab;
  }

  connectedCallback(): void {
    this.#iframe.title = this.getAttribute('title') ?? 'repu-lab: layerwise variance of deep networks';
    this.#iframe.src = `${this.getAttribute('src') ?? HOME}#${this.#fragment}`;
    this.#lab = connect(this.#iframe);
    for (const name of ['ready', 'state', 'measurement', 'mapProgress', 'key'] as const) {
      this.#lab.on(name, (detail) => this.dispatchEvent(new CustomEvent(name, { detail })));
    }
    this.#observer = new MutationObserver((changes) => this.#changed(changes));
    this.#observer.observe(this, { attributes: true });
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
    this.#lab?.disconnect();
    this.#lab = null;
  }

  get #fragment(): string {
    const attributes = Array.from(this.attributes, ({ name, value }) => [name, value] as const);
    return fragmentOf(this.hasAttribute('view') ? attributes : [...attributes, ['view', 'embed']]);
  }

  #changed(changes: readonly MutationRecord[]): void {
    const keys = new Set(changes.map(({ attributeName }) => attributeName ?? ''));
    const changed = Array.from(this.attributes)
      .filter(({ name }) => keys.has(name) && isKey(name))
      .map(({ name, value }) => [name, value] as const);
    if (changed.length === 0) return;
    this.#lab?.set(fragmentOf(changed)).catch((error: unknown) => {
      this.dispatchEvent(new CustomEvent('error', { detail: error }));
    });
  }
}

if (!customElements.get('repu-lab')) customElements.define('repu-lab', RepuLabElement);
