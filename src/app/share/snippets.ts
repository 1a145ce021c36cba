/** What is pasted into other pages and slides, as text. */
import type { ControlsName, Display, Experiment, PanelName } from '../../experiment/experiment.ts';
import { serialise } from '../../experiment/permalink.ts';

export interface EmbedOptions {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** In order, the first is large; empty: the view's own choice. */
  readonly panels: readonly PanelName[];
  readonly controls: ControlsName;
  /** Start training on load. */
  readonly play: boolean;
}

/** What a snippet embeds. */
export interface Embedded {
  /** Address of the page, see pageAddress. */
  readonly page: string;
  /** Permalink of the embed, without `#`. */
  readonly fragment: string;
  /** Address of the whole lab with the experiment. */
  readonly link: string;
  /** Name of the experiment, for people. */
  readonly title: string;
  /** File in which the main chart has been saved. */
  readonly picture: string;
  readonly width: number;
  readonly height: number;
}

/** The page's own address: its folder where a server answers with index.html, without query and fragment. */
export function pageAddress(href: string): string {
  const url = new URL(href);
  url.hash = '';
  url.search = '';
  url.pathname = url.pathname.replace(/\/index\.html$/, '/');
  return url.href;
}

export const addressOf = (page: string, fragment: string): string => (fragment === '' ? page : `${page}#${fragment}`);

/** The permalink of an experiment as it is embedded. */
export function embedFragment(
  experiment: Experiment,
  display: Display,
  { panels, controls, play }: Pick<EmbedOptions, 'panels' | 'controls' | 'play'>,
): string {
  const chosen = panels.length > 0 ? panels : null;
  return serialise(experiment, { ...display, view: 'embed', story: null, panels: chosen, controls, play });
}

/** Text as it stands between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll('&#38;', '&amp;');
}

/** Text that Markdown takes for nothing else. */
const escapeMarkdown = (text: string): string => text.replace(/[\\[\]*_`<>]/g, (character) => `\\${character}`);

/** An address inside the parentheses of a Markdown link. */
const markdownAddress = (url: string): string => url.replaceAll('(', '%28').replaceAll(')', '%29');

const frame = (source: string, { title, width, height }: Embedded): string =>
  `<iframe ${source} title="${escapeHtml(title)}" width="${width}" height="${height}" style="border:0"></iframe>`;

const quote = (page: string, fragment: string): string => `"${escapeHtml(addressOf(page, fragment))}"`;

export function iframeSnippet(embedded: Embedded): string {
  return frame(`src=${quote(embedded.page, embedded.fragment)} loading="lazy"`, embedded);
}

/** The custom element of src/embed/element.ts: keys of the permalink as attributes, arms separated by spaces. */
export function elementSnippet({ page, fragment, title, width, height }: Embedded): string {
  const values = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(fragment)) {
    // The element's own view.
    if (key === 'view' && value === 'embed') continue;
    const known = values.get(key);
    values.set(key, known === undefined ? value : `${known} ${value}`);
  }
  const attributes = [...values, ['title', title], ['style', `width:${width}px;height:${height}px`]];
  const script = new URL('embed/repu-lab.js', page).href;
  return [
    `<script src="${escapeHtml(script)}"></script>`,
    `<repu-lab ${attributes.map(([key, value]) => `${key}="${escapeHtml(value ?? '')}"`).join(' ')}></repu-lab>`,
  ].join('\n');
}

export const markdownLink = ({ link, title }: Embedded): string =>
  `[${escapeMarkdown(title)}](${markdownAddress(link)})`;

/** A picture that leads to the lab. */
export const markdownPicture = ({ link, title, picture }: Embedded): string =>
  `[![${escapeMarkdown(title)}](${markdownAddress(picture)})](${markdownAddress(link)})`;

/**
 * A slide whose frame is loaded when the slide is near (reveal.js, “Media”: lazy loading by `data-src`, `data-preload`):
 * it stands ready when it is shown, and is there when the deck is printed.
 */
export function revealSnippet(embedded: Embedded): string {
  return [
    '<section>',
    `  ${frame(`data-src=${quote(embedded.page, embedded.fragment)} data-preload`, embedded)}`,
    '</section>',
  ].join('\n');
}

/** A slide that the lab fills (Quarto, “Slide Backgrounds”). */
export const quartoSlide = ({ page, fragment }: Embedded): string =>
  `## {background-iframe=${quote(page, fragment)} background-interactive="true" data-preload="true"}`;

/** For pages and slides alike: HTML that Quarto leaves as it is. */
export const quartoPage = (embedded: Embedded): string => `\`\`\`{=html}\n${iframeSnippet(embedded)}\n\`\`\``;
