/** The kinds of snippet that are offered. */
import {
  type Embedded,
  elementSnippet,
  iframeSnippet,
  markdownLink,
  markdownPicture,
  quartoPage,
  quartoSlide,
  revealSnippet,
} from './snippets.ts';

interface Format {
  readonly label: string;
  readonly write: (embedded: Embedded) => string;
  readonly hint: string;
}

export const FORMATS = {
  iframe: {
    label: 'a web page (iframe)',
    write: iframeSnippet,
    hint: 'For any page, and for HTML in Jupyter. A sandbox needs allow-scripts allow-same-origin (to save files also allow-downloads, for links allow-popups); in a page with Cross-Origin-Embedder-Policy write <iframe credentialless.',
  },
  element: {
    label: 'a web page (element)',
    write: elementSnippet,
    hint: 'Its attributes are keys of the link and can be changed by scripts; one script tag serves all elements of a page.',
  },
  reveal: {
    label: 'reveal.js slides',
    write: revealSnippet,
    hint: 'Trains while its slide is shown, or stands still until you press Play. After a click in the lab, Page Down, Page Up and Esc still turn the slides.',
  },
  quartoSlide: {
    label: 'Quarto slides',
    write: quartoSlide,
    hint: 'The lab fills the slide, whatever the size above. After a click in it, Page Down, Page Up and Esc still turn the slides.',
  },
  quartoPage: {
    label: 'a Quarto page',
    write: quartoPage,
    hint: 'HTML that Quarto leaves as it is.',
  },
  markdown: {
    label: 'Markdown (link)',
    write: markdownLink,
    hint: 'Opens the whole lab with this experiment.',
  },
  markdownPicture: {
    label: 'Markdown (picture)',
    write: markdownPicture,
    hint: 'Leads to the whole lab. Save the picture under Export (Preactivation variance by layer, SVG) and put it beside your text.',
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;
