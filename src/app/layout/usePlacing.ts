import { useEffect } from 'react';

/** For tips and cards: those that open over the page stand beside what they belong to. */
export function usePlacing(): void {
  useEffect(() => {
    // Without it a tip opens right after its word, and a card in the middle of the window.
    import('./placing.ts').catch(() => {});
  }, []);
}
