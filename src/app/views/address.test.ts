import { expect, it } from 'vitest';
import { provideFormulas } from '../../activations/formulas.ts';
import { loadFormulas } from '../../activations/loadFormulas.ts';
import { parseFragment } from '../../experiment/permalink.ts';
import { STORY } from '../../experiment/story.ts';
import { storyAddress } from './address.ts';

it('the address of a step says nothing of its experiment, whether formulas are loaded or not', async () => {
  provideFormulas(null);
  const present = parseFragment('arm=tanh&depth=7&engine=tfjs-cpu&theme=dark');
  for (const load of [async () => {}, loadFormulas]) {
    await load();
    for (const [index] of STORY.entries()) {
      expect(storyAddress(index + 1, present)).toBe(`#story=${index + 1}&engine=tfjs-cpu&theme=dark`);
    }
  }
});
