/** What people read of initialisations and optimizers. */
import type { InitName, OptimizerName } from '../../experiment/experiment.ts';

export const INIT_LABELS: Readonly<Record<InitName, string>> = {
  critical: 'critical',
  best: 'best',
  he: 'He',
  lecun: 'LeCun',
  xavier: 'Xavier',
  custom: 'custom',
  exact: 'exact',
};

export const OPTIMIZER_LABELS: Readonly<Record<OptimizerName, string>> = {
  sgd: 'gradient descent',
  momentum: 'momentum',
  adam: 'Adam',
};
