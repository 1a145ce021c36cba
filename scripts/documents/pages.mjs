// The documents as pages beside the lab: docs/NAME.html, and docs/index.html, which lists them.
import { join } from 'node:path';
import { ROOT } from '../install.mjs';
import { renderDocuments } from './documents.mjs';
import { PAGES } from './places.mjs';
import { withoutTags } from './render.mjs';

/** What all pages have around their text. */
export const TEMPLATE = join(ROOT, 'src/docs/page.html');

/** @returns {Map<string, (template: string) => string>} by file name: what makes the page of the template */
export function documentPages(documents = renderDocuments(PAGES)) {
  const pages = documents.map((document) => [
    `${document.name}.html`,
    (template) =>
      filled(template, {
        title: document.title,
        description: withoutTags(document.summary),
        documents: documentList(documents, document.name),
        sections: list(document.sections.map(({ id, title }) => `<a href="#${id}">${title}</a>`)),
        text: document.html,
      }),
  ]);
  const index = (template) =>
    filled(template, {
      title: 'Documents',
      description: 'What RePU Lab computes, measures and understands, and what holds it.',
      documents: documentList(documents, 'index'),
      sections: '',
      text: `<h1>Documents</h1>\n${list(
        documents.map(({ name, title, summary }) => `<a href="${name}.html">${title}</a>\n<p>${summary}</p>`),
      )}`,
    });
  return new Map([...pages, ['index.html', index]]);
}

const list = (items) => (items.length > 0 ? `<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>` : '');
const documentList = (documents, current) =>
  list(
    [{ name: 'index', title: 'All documents' }, ...documents].map(
      ({ name, title }) =>
        `<a href="${name === 'index' ? './' : `${name}.html`}"${name === current ? ' aria-current="page"' : ''}>${title}</a>`,
    ),
  );

function filled(template, values) {
  const page = template.replace(/\{\{(\w+)\}\}/g, (_, key) => values[key]);
  // A page without sections has no list of them.
  return values.sections ? page : page.replace(/<nav aria-label="On this page">.*?<\/nav>\n/s, '');
}
