import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderDocuments } from '../../scripts/documents/documents.mjs';
import { documentPages } from '../../scripts/documents/pages.mjs';
import { PAGES, WITHIN } from '../../scripts/documents/places.mjs';
import { renderDocument } from '../../scripts/documents/render.mjs';
import { parseFragment } from '../experiment/permalink.ts';

const DOCS = new URL('../../docs/', import.meta.url);
const documents = renderDocuments(PAGES);
const byName = new Map(documents.map((document) => [document.name, document]));
const rendered = (source: string) => renderDocument('x', source, PAGES).html;

describe('the documents', () => {
  it('are all of docs/*.md, each with a title and a first sentence', () => {
    const files = readdirSync(DOCS).filter((file) => file.endsWith('.md'));
    expect(documents.map(({ name }) => `${name}.md`).sort()).toEqual(files.sort());
    for (const { title, summary } of documents) {
      expect(title).toMatch(/^\p{Lu}/u);
      expect(summary).toMatch(/\.$/);
    }
  });

  it.each(documents)(
    '$name: every link within docs/ leads to a document, and to a heading of it',
    ({ name, links }) => {
      for (const link of links) {
        const [file, section] = link.split('#');
        const target = byName.get(file ? file.replace(/\.md$/, '') : name);
        expect(target, link).toBeDefined();
        if (section) expect(target?.ids, link).toContain(section);
      }
    },
  );

  it.each(documents)('$name: every relative address of its page is there', ({ name, html }) => {
    const page = documentPages(documents).get(`${name}.html`)?.('{{documents}}{{sections}}{{text}}') ?? '';
    expect(page).toContain(html);
    for (const [, address = ''] of page.matchAll(/\b(?:href|src)="([^"]*)"/g)) {
      if (/^(https?:|\.\.\/#|\.\/$)/.test(address)) continue;
      const [file = '', section] = address.split('#');
      const target = byName.get(file === '' ? name : file.replace(/\.html$/, ''));
      if (target) expect([...target.ids, undefined], address).toContain(section);
      else expect(existsSync(new URL(file, DOCS)), address).toBe(true);
    }
  });

  it('no heading of a page has the id of another', () => {
    for (const { ids } of documents) expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(documents)('$name: experiments that it links to can be opened as they stand', ({ html }) => {
    for (const [, fragment = ''] of html.matchAll(/href="\.\.\/#([^"]*)"/g)) {
      expect(parseFragment(fragment.replaceAll('&amp;', '&')).rejected, fragment).toEqual([]);
    }
  });

  it('use no font of KaTeX but those that katexFonts.css names', () => {
    const other =
      /class="[^"]*\b(math(bf|cal|frak|bb|sf|tt|scr)|boldsymbol|amsrm|text(bf|it|sf|tt)|size4|delim-size4)\b/;
    for (const { html } of documents) expect(other.exec(html)?.[0]).toBeUndefined();
  });

  it('have a page that lists them all', () => {
    const index = documentPages(documents).get('index.html')?.('{{text}}') ?? '';
    for (const { name, title, summary } of documents) {
      expect(index).toContain(`<a href="${name}.html">${title}</a>\n<p>${summary}</p>`);
    }
  });

  it('within one file have their pictures inside and links that name a document', () => {
    for (const { name, html } of renderDocuments(WITHIN)) {
      expect(html).not.toMatch(/src="(?!data:image\/)/);
      expect(html).not.toMatch(/href="[^"]*\.(html|md)/);
      for (const [, target = '', section = ''] of html.matchAll(/data-document="([^"]*)" data-section="([^"]*)"/g)) {
        const { ids = [] } = byName.get(target || name) ?? {};
        if (section) expect(ids).toContain(section.replace(/^document-/, ''));
      }
    }
  });
});

describe('the renderer', () => {
  it('sets formulas between dollars, as MathML beside HTML', () => {
    expect(rendered('so $K_1 = 2$.')).toMatch(/<math.*<msub>.*class="katex-html"/s);
    expect(rendered('$$\nK_1 = 2\n$$')).toMatch(/class="scroll formula".*katex-display/s);
  });

  it('stops at a formula that cannot be read, and at a link to a file that is no page', () => {
    expect(() => rendered('$\\nosuchthing$')).toThrow();
    expect(() => rendered('[source](../src/main.tsx)')).toThrow(/links to \.\.\/src\/main\.tsx/);
  });

  it('sets indices and powers of running text, and leaves code as it is', () => {
    expect(rendered('K_1 of x^3, max(0, z)^p and n_out, `C_W^2`, snake_case_word')).toBe(
      '<p><i>K</i><sub>1</sub> of x<sup>3</sup>, max(0, z)<sup>p</sup> and <i>n</i><sub>out</sub>, <code>C_W^2</code>, snake_case_word</p>\n',
    );
  });

  it('makes links of permalinks, but not of what only looks like the beginning of one', () => {
    expect(rendered('`#task=sine&depth=3`')).toContain('<a href="../#task=sine&amp;depth=3"><code>');
    expect(rendered('`#…` and `#` and `#story`')).not.toContain('<a');
  });

  it('escapes code', () => {
    expect(rendered('`a<b>&c`\n\n```\n<script>\n```')).toMatch(/a&lt;b&gt;&amp;c.*&lt;script&gt;/s);
  });

  it('has no headings of tables without a word', () => {
    expect(rendered('| | a |\n|---|---:|\n| 1 | 2 |')).toMatch(/<tr><td><\/td><th scope="col" class="right">a<\/th>/);
  });
});
