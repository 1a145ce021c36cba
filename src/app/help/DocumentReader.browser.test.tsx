import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { DocumentReader } from './DocumentReader.tsx';

const html = (title: string, links: string) => `<h1>${title}</h1>${links}<h2 id="document-end">The end of it</h2>`;
const WITHIN = [
  {
    name: 'a',
    title: 'First',
    href: 'docs/a.html',
    html: html('First', '<a href="#" data-document="b" data-section="">on</a>'),
  },
  {
    name: 'b',
    title: 'Second',
    href: 'docs/b.html',
    html: html('Second', '<a href="#" data-document="" data-section="document-end">down</a>'),
  },
];

test('documents that are pages are links to them, in tabs of their own', async () => {
  const screen = await render(<DocumentReader documents={WITHIN.map((document) => ({ ...document, html: null }))} />);
  const link = screen.getByRole('link', { name: 'Second' });
  await expect.element(link).toHaveAttribute('href', 'docs/b.html');
  await expect.element(link).toHaveAttribute('target', '_blank');
});

test('within one file they are read in place, and their links lead to one another', async () => {
  const address = window.location.href;
  const screen = await render(<DocumentReader documents={WITHIN} />);
  await screen.getByRole('button', { name: 'First' }).click();
  await expect.element(screen.getByRole('heading', { name: 'First' })).toBeVisible();
  await expect.element(screen.getByRole('article')).toHaveFocus();
  await screen.getByRole('link', { name: 'on' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Second' })).toBeVisible();
  await screen.getByRole('link', { name: 'down' }).click();
  await expect.element(screen.getByRole('heading', { name: 'The end of it' })).toBeVisible();
  await screen.getByRole('button', { name: 'All documents' }).click();
  await expect.element(screen.getByRole('button', { name: 'Second' })).toBeVisible();
  expect(window.location.href).toBe(address);
});
