import { later } from '../../layout/later.tsx';

/** Without KaTeX, its source still says what is meant. */
const Source = ({ tex }: { readonly tex: string }) => <code>{tex}</code>;

/** A formula by KaTeX, which is loaded with the first one. */
export const Typeset = later(async () => (await import('./Formula.tsx').catch(() => ({ Formula: Source }))).Formula);
