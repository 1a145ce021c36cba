import { documents } from 'virtual:documents';
import { DocumentReader } from './DocumentReader.tsx';

/** The documents: links to their pages; in the single file, which has no pages beside it, they are read here. */
export function Documents() {
  return <DocumentReader documents={documents} />;
}
