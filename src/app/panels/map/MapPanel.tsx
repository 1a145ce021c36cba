import './map.css';
import { useCallback, useMemo, useState } from 'react';
import { MapCounts } from '../../../charts/map/MapCounts.tsx';
import { MapLegend } from '../../../charts/map/MapLegend.tsx';
import { agreementOf, agreementSentence } from '../../../experiment/map/theory.ts';
import { slotOf } from '../../armSlots.ts';
import { Maths } from '../../controls/Maths.tsx';
import { Term } from '../../controls/Term.tsx';
import { useLab } from '../../store/LabContext.tsx';
import { theoryOf } from '../../theory.ts';
import { useTextSize } from '../../views/textSize.ts';
import { chartAxis } from './axisWords.ts';
import { MapControls } from './MapControls.tsx';
import { MapTransport } from './MapTransport.tsx';
import { PlaneChart } from './PlaneChart.tsx';
import { useInView } from './useInView.ts';
import { useMap } from './useMap.ts';
import { useMapTheory } from './useMapTheory.ts';
import { useOwnMap } from './useOwnMap.ts';
import { deepest, leastShare, presentPoint } from './view.ts';
import { lookForMap, MAP_NAME, normText, readingText, sizeText } from './words.ts';

const HOW =
  'Every cell is the present experiment with the two values in place and one network, trained as its link would train it. Overflow at the start: |z| passes 1e38 in a layer before the first step. Vanished: the variance of a layer is below a millionth of the first one’s, and nothing was learned. Diverged: in training a layer or the loss left what float32 holds, or the loss passed 1e10 times its start. Learned: the loss came below 0.9 of the mean’s, the best constant answer. Lines: where at infinite width, before training, theory sees a signal overflow or vanish.';

const HOW_TO_READ =
  'Point at a cell, or go through them with arrow keys, to read it; a click, a second touch or Enter opens it as the experiment, and Back leads here.';

/** A plane of trained networks for every arm, side by side. */
export function MapPanel() {
  const whole = useLab(({ display }) => display.view === 'full' && display.story === null);
  const { model, state } = useMap();
  const { experiment, plan, map, problem } = state;
  const [target, inView] = useInView<HTMLElement>();
  useOwnMap(inView);
  const theory = useMapTheory(experiment, plan, inView && problem === null);
  const textSize = useTextSize();
  const [read, setRead] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const open = useCallback((arm: number, cell: number) => setRefused(model.open(arm, cell)), [model]);
  const { setup } = theoryOf(experiment);
  const planes = useMemo(
    () =>
      map?.planes ??
      setup.arms.map(({ label }) => ({
        label,
        baseline: setup.baseline,
        cells: new Array<null>(plan.x.cells * plan.y.cells).fill(null),
      })),
    [map, setup, plan],
  );
  // The same objects from news to news, so that a plane without any is not drawn again.
  const places = useMemo(
    () =>
      experiment.arms.flatMap((own, index) => {
        const ownSetup = setup.arms[index];
        if (!ownSetup) return [];
        const arm = { slot: slotOf(experiment, index), label: ownSetup.label };
        return [{ index, arm, point: presentPoint(experiment, own, ownSetup, plan) }];
      }),
    [experiment, setup, plan],
  );
  const shared = { depth: deepest(experiment, plan), least: leastShare(planes) };
  const cell = read !== null && read < plan.x.cells * plan.y.cells ? read : null;
  const axes = { x: chartAxis(plan.x), y: chartAxis(plan.y) };
  const agreements = planes.map(({ cells }, arm) => {
    const grid = theory[arm]?.cells;
    return grid ? agreementOf(cells, grid) : null;
  });
  const norm = normText(experiment, plan);
  const compared = agreements.flatMap((one) => (one && one.cells > 0 ? [one] : []));
  return (
    <article
      className="network-map"
      aria-labelledby="network-map"
      ref={target}
      data-arms={planes.length}
      data-figures={MAP_NAME}
    >
      <h3 id="network-map">{MAP_NAME}</h3>
      <p className="look-for">
        <Maths
          text={`${map ? lookForMap(planes, plan.steps) : `Every cell will be a network: ${sizeText(plan, planes.length)}.`} `}
        />
        <Term help={HOW}>How networks are judged</Term>
      </p>
      {whole && <MapControls />}
      <MapTransport />
      <div className="map-planes columns" data-count={planes.length}>
        {places.map(({ index, ...place }) => {
          const plane = planes[index];
          return (
            plane && (
              <div key={index} className="map-plane">
                <PlaneChart
                  plan={plan}
                  plane={plane}
                  index={index}
                  {...place}
                  {...shared}
                  theory={theory[index]?.finest ?? null}
                  read={cell}
                  onRead={setRead}
                  onOpen={open}
                />
              </div>
            )
          );
        })}
      </div>
      <p className="map-reading">
        <Maths text={cell !== null ? readingText(planes, axes, cell) : whole ? HOW_TO_READ : ''} />
      </p>
      {refused !== null && (
        <p role="alert" className="map-problem">
          <Maths text={refused} />
        </p>
      )}
      <MapLegend
        {...shared}
        steps={plan.steps}
        theory={theory.some((one) => one !== null)}
        point={planes.length > 0}
        textSize={textSize}
      />
      {norm !== null && (
        <p className="map-agreement">
          <Maths text={norm} />
        </p>
      )}
      {compared.length > 0 && (
        <p className="map-agreement">
          <Maths
            text={agreementSentence(
              {
                agree: compared.reduce((sum, { agree }) => sum + agree, 0),
                cells: compared.reduce((sum, { cells }) => sum + cells, 0),
              },
              plan.steps,
            )}
          />
        </p>
      )}
      {map && (
        <details className="map-numbers">
          <summary>The numbers behind the map</summary>
          <MapCounts planes={planes} agreements={agreements} steps={plan.steps} />
        </details>
      )}
    </article>
  );
}
