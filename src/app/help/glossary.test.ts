import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PAGES } from '../../../scripts/documents/places.mjs';
import { renderDocument } from '../../../scripts/documents/render.mjs';
import { GLOSSARY } from './moreTerms.ts';

const FILE = new URL('../../../docs/glossary.md', import.meta.url).pathname;

const escaped = (text: string) => text.replaceAll('*', '\\*').replaceAll('|', '\\|');

/** Every word with the definition that its tip has, which is the only one. */
function glossaryDocument(): string {
  const entries = GLOSSARY.map(({ term, definition }) => `## ${escaped(term)}\n\n${escaped(definition)}\n`);
  return ['# Glossary\n', 'The words and symbols of the lab, as its tips and its help define them.\n', ...entries].join(
    '\n',
  );
}

// `npx vitest run -u --project unit src/app/help` writes it anew.
it('the glossary is written from the definitions that tips and help show', async () => {
  await expect(glossaryDocument()).toMatchFileSnapshot(FILE);
});

it('the page of the glossary shows them word for word', () => {
  const { html } = renderDocument('glossary', readFileSync(FILE, 'utf8'), PAGES);
  const shown = html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  for (const { term, definition } of GLOSSARY) {
    // Indices and exponents are set as such.
    expect(shown).toContain(`${term}\n${definition}`.replaceAll(/(?<=[\p{L}\d)])[_^](?=[A-Za-z0-9])/gu, ''));
  }
});
