import { provideFormulas } from './formulas.ts';

/** From then on links and ids of typed formulas are understood. Rejects where the code cannot be fetched. */
export async function loadFormulas(): Promise<void> {
  const { typedFormulas } = await import('./typedFormulas.ts');
  provideFormulas(typedFormulas);
}
