// A document of docs/ as HTML: Markdown by marked, formulas between dollars by KaTeX.
import GithubSlugger from 'github-slugger';
import katex from 'katex';
import { Marked } from 'marked';
import markedKatex from 'marked-katex-extension';

/** A formula that KaTeX cannot read stops the build. Each is MathML for who listens, beside HTML for who looks. */
const KATEX = { output: 'htmlAndMathml', throwOnError: true, strict: 'error' };
/** The end of a link to the lab, written as code. */
const PERMALINK = /^#[a-z]+=[^\s…]+$/;
/** `K_1` in running text is K with an index; `n_out` as well. */
const INDEXED = /(?<![\p{L}\d_])(\p{L})_([A-Za-z0-9]+)(?![\w(])/gu;

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
/** `x^3`, `max(0, z)^p`. */
const POWER = /(?<=[\p{L}\d)])\^([A-Za-z0-9]+)/gu;
const withIndices = (html) => html.replace(INDEXED, '<i>$1</i><sub>$2</sub>').replace(POWER, '<sup>$1</sup>');
/** HTML as text; a formula's TeX, which MathML carries along, is no part of it. */
export const withoutTags = (html) => html.replace(/<annotation.*?<\/annotation>|<[^>]*>/gs, '');
/** What is wider than the screen is scrolled by itself, from the keyboard too. */
const scrolling = (kind, html) =>
  `<div class="scroll ${kind}" role="group" aria-label="${kind}" tabindex="0">${html}</div>\n`;

/**
 * @typedef {object} Rendered
 * @property {string} name the file's, without its ending
 * @property {string} title as text
 * @property {string} summary the first sentence, as HTML
 * @property {string} html everything, the title included
 * @property {readonly {id: string, title: string}[]} sections the second headings; titles as HTML
 * @property {readonly string[]} ids of all headings
 * @property {readonly string[]} links the addresses within docs/ that it names, as written
 * @property {readonly string[]} images the paths below docs/ of its pictures
 */

/**
 * @param {string} name
 * @param {string} source its Markdown
 * @param {import('./places.mjs').Places} places where its links lead
 * @returns {Rendered}
 */
export function renderDocument(name, source, places) {
  const slugs = new GithubSlugger();
  const found = { ids: [], sections: [], links: [], images: [] };
  let title = '';
  const marked = new Marked(markedKatex({ ...KATEX, nonStandard: true }), {
    extensions: [
      {
        name: 'blockKatex',
        renderer: ({ text }) => scrolling('formula', katex.renderToString(text, { ...KATEX, displayMode: true })),
      },
    ],
    renderer: {
      heading({ tokens, depth, text }) {
        const html = this.parser.parseInline(tokens);
        const id = slugs.slug(text.replaceAll('`', ''));
        found.ids.push(id);
        if (depth === 1) title = withoutTags(html);
        if (depth === 2) found.sections.push({ id, title: html });
        const heading = depth === 1 ? html : `<a class="anchor" ${places.section('', id)}>${html}</a>`;
        return `<h${depth} id="${places.id(id)}">${heading}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        // Files are for who reads the sources: theory.md is “theory” here.
        return `<a ${linkTo(href)}>${this.parser.parseInline(tokens).replace(/^([\w-]+)\.md$/, '$1')}</a>`;
      },
      image({ href, text }) {
        found.images.push(href);
        return `<img src="${escaped(places.image(href))}" alt="${escaped(text)}" />`;
      },
      table({ header, rows }) {
        const line = (cells) => `<tr>${cells.map((cell) => this.tablecell(cell)).join('')}</tr>\n`;
        const html = `<table>\n<thead>\n${line(header)}</thead>\n<tbody>\n${rows.map(line).join('')}</tbody>\n</table>`;
        return scrolling('table', html);
      },
      tablecell({ tokens, header, align }) {
        // A heading without a word would be announced as one.
        const [element, scope] = header && tokens.length > 0 ? ['th', ' scope="col"'] : ['td', ''];
        return `<${element}${scope}${align ? ` class="${align}"` : ''}>${this.parser.parseInline(tokens)}</${element}>`;
      },
      code: ({ text }) => scrolling('code', `<pre><code>${escaped(text)}\n</code></pre>`),
      codespan({ text }) {
        const code = `<code>${escaped(text)}</code>`;
        return PERMALINK.test(text) ? `<a ${places.lab(escaped(text))}>${code}</a>` : code;
      },
      text(token) {
        if (token.tokens) return this.parser.parseInline(token.tokens);
        return withIndices(token.escaped ? token.text : escaped(token.text));
      },
    },
  });

  function linkTo(href) {
    if (/^https?:/.test(href)) return places.outside(escaped(href));
    const [file, section = ''] = href.split('#');
    if (file !== '' && !/^[\w-]+\.md$/.test(file)) {
      throw new Error(`docs/${name}.md links to ${href}: a document, a section or another site can be linked to.`);
    }
    found.links.push(href);
    return places.section(file.replace(/\.md$/, ''), section);
  }

  const html = marked.parse(source);
  return { name, title, summary: marked.parseInline(firstSentence(source)), html, ...found };
}

/** Of the first paragraph. */
function firstSentence(source) {
  const paragraph = source.split(/\n\s*\n/).find((block) => /^[^#\s]/.test(block)) ?? '';
  return (/^.*?[.!?](?=\s|$)/s.exec(paragraph)?.[0] ?? paragraph).trim().replace(/:$/, '.');
}
