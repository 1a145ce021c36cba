import { loadFormulas } from '../../activations/loadFormulas.ts';
import { errorMessage } from '../../lib/errorMessage.ts';
import type { Actions } from '../store/actions.ts';

/** Gives an arm a formula to be changed: that of the activation which stands there. */
export async function beginFormula(index: number, edit: Actions['edit']): Promise<void> {
  try {
    const [{ withOwnFormula }] = await Promise.all([import('../store/formulaEdits.ts'), loadFormulas()]);
    edit((present) => withOwnFormula(present, index));
  } catch (error) {
    const sentence = `What reads formulas could not be loaded (${errorMessage(error)}).`;
    edit((experiment) => ({ experiment, consequences: [sentence] }));
  }
}
