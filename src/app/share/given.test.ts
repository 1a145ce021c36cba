import { expect, it } from 'vitest';
import { parseFragment } from '../../experiment/permalink.ts';
import { withLoadedData } from '../datasets/withLoadedData.ts';
import { given } from './given.ts';

it('promises the same data for what is computed or loaded, and what a link to own data comes to elsewhere', () => {
  for (const name of ['polynomial', 'digits', 'burgers'])
    expect(given(name)).toContain('same weights, data and batches');
  expect(given('own')).not.toContain('same');
  expect(given('own')).toContain('gives the default task, with everything else as it is');
  // Which it does, where no file has been read.
  const { experiment } = withLoadedData(parseFragment('arm=relu&task=own&depth=4&lr=0.01'));
  expect(experiment).toMatchObject({ task: { name: 'polynomial' }, depth: 4, learningRate: 0.01 });
  expect(experiment.arms.map(({ activation }) => activation)).toEqual(['relu']);
});
