import { expect, test } from 'vitest';
import { receivedLayers } from '../../../engine/theoryOrders.ts';
import { DEFAULT_EXPERIMENT, defaultArm } from '../../../experiment/defaults.ts';
import type { Experiment } from '../../../experiment/experiment.ts';
import type { PairChoice } from '../../../tasks/pairs.ts';
import { correlationCourse } from '../../../theory/correlation.ts';
import { correlationCsv } from '../../export/correlationCsv.ts';
import { theoryOf } from '../../theory.ts';
import { lookForCorrelation } from './lookFor.ts';
import { type CorrelationState, orderOf } from './model.ts';
import { correlationArms, correlationFacts, correlationMapArms, pairText, predictedCorrelations } from './view.ts';

const withArms = (...ids: string[]): Experiment => ({ ...DEFAULT_EXPERIMENT, depth: 12, arms: ids.map(defaultArm) });

function stateOf(experiment: Experiment, choice: PairChoice = 'far'): CorrelationState {
  const { data, arms } = theoryOf(experiment).setup;
  const courses = arms.map((arm) => {
    const { layers, ...rest } = orderOf(data, arm, choice);
    return correlationCourse({ layers: receivedLayers(layers), ...rest });
  });
  return { choice, measured: null, experiment, courses };
}

test('the line names order and chaos, and says where K has a part in it', () => {
  const experiment = withArms('relu', 'repu.2', 'mrepu.2');
  const line = lookForCorrelation(correlationFacts(stateOf(experiment)));
  expect(line).toContain('ReLU is at the edge between order and chaos (slope 1), c from −1.00 to 0.');
  expect(line).toMatch(/RePU\(2\) is chaotic \(slope 1\.33(, whatever K)?\), c from −1\.00 to/);
  expect(line).toMatch(/MRePU\(2\) is .* where K is now, which moves on\)/);
  expect(lookForCorrelation(correlationFacts(stateOf(withArms('linear'))))).toContain(
    'linear is neither: every correlation stays, c from −1.00 to −1.00.',
  );
});

test('until theory is computed the line says so, and both charts have nothing predicted', () => {
  const experiment = withArms('tanh');
  const facts = correlationFacts({ choice: 'far', measured: null, experiment, courses: [null] });
  expect(lookForCorrelation(facts)).toContain('Theory is being computed.');
  expect(correlationArms(facts, 11)[0]).toMatchObject({ predicted: [], measured: [] });
  expect(correlationMapArms(facts)[0]).toMatchObject({ map: [], fixedPoints: [] });
});

test('the pair is told by its coordinates, or its numbers where there are many', () => {
  expect(pairText(withArms('relu'), 'far')).toBe('inputs −1.0 and 1.0');
  expect(pairText(withArms('relu'), 'all')).toBe('mean over the 15 pairs of 6 inputs');
});

test('what was measured of another activation is not shown, nor more layers than there are', () => {
  const experiment = withArms('relu', 'tanh');
  const state = stateOf(experiment);
  const layer = { apart: 0.25, spread: 0.1, networks: 4 };
  const measured = {
    run: 1,
    experiment: withArms('relu', 'gelu'),
    choice: 'far',
    arms: [0, 1].map(() => ({ step: 3, layers: new Array(30).fill(layer) })),
  } as const;
  const facts = correlationFacts({ ...state, measured });
  expect(facts[1]!.measured).toBeNull();
  const [relu] = correlationArms(facts, 11);
  expect(relu!.measured).toHaveLength(11);
  expect(relu!.measured[0]).toEqual({ correlation: 0.75, spread: 0.1 });

  const rows = correlationCsv({ ...state, measured })
    .trim()
    .split('\r\n');
  expect(rows).toHaveLength(1 + 2 * 12);
  expect(rows[0]).toBe(
    'arm,label,activation,pairs,layer,step,networks,apart,apartSpread,theoryApart,theoryError,slopeAtOne,phase',
  );
  expect(rows[1]).toMatch(/^1,ReLU,relu,far,1,3,4,0\.25,0\.1,2,0,/);
});

test('the map’s staircase begins with the pair and goes through the hidden layers', () => {
  const facts = correlationFacts(stateOf(withArms('repu.2')));
  const [map] = correlationMapArms(facts);
  expect(map!.iterates).toEqual(predictedCorrelations(facts[0]!));
  expect(map!.iterates).toHaveLength(11);
  expect(map!.map[0]![0]).toBeCloseTo(-1, 12);
  expect(map!.map.at(-1)).toEqual([1, 1]);
});
