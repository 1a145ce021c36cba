import { documents } from 'virtual:documents';

/** A document by name, in a tab of its own beside the run; the single file, which has no pages, says where it can be read. */
export function DocumentLink({ name }: { readonly name: string }) {
  const found = documents.find((document) => document.name === name);
  if (!found) return null;
  if (found.html !== null) return <span>{`Help has the document “${found.title}”.`}</span>;
  return (
    <a href={found.href} target="_blank" rel="noopener">
      {found.title}
    </a>
  );
}
