import { useStore } from 'zustand';
import { capitalised } from '../../lib/capitalised.ts';
import { correlationModel } from '../panels/correlation/model.ts';
import { distributionModel } from '../panels/distribution/model.ts';
import { sliceRest } from '../panels/picture/sliceRest.ts';
import { tangentModel } from '../panels/tangent/model.ts';
import type { KnownMap } from '../store/knownMap.ts';
import { useLab, useLabContext } from '../store/LabContext.tsx';
import { correlationCsv } from './correlationCsv.ts';
import { dataJson, historyCsv, measurementCsv } from './data.ts';
import { distributionCsv } from './distributionCsv.ts';
import { mapCsv } from './mapCsv.ts';
import { PICTURED, pictureCsv } from './pictureCsv.ts';
import { hasSlices, slicesCsv } from './slicesCsv.ts';
import { tangentCsv } from './tangentCsv.ts';
import type { Source } from './useSource.ts';

/** Saves a text as the file that is named after what it holds. */
export type SaveText = (what: string, extension: string, type: string, text: () => string | Promise<string>) => void;

/** Numbers of the run, or of a part of the page. */
interface Table {
  readonly what: string;
  /** As its button calls it; as above unless told. */
  readonly called?: string;
  readonly text: () => string | Promise<string>;
}

interface DataSectionProps {
  readonly source: Source;
  readonly map: KnownMap | null;
  readonly onSave: SaveText;
}

export function DataSection({ source: { shown, caption }, map, onSave }: DataSectionProps) {
  const tables = useTables(shown, map);
  return (
    <section aria-labelledby="export-data">
      <h3 id="export-data">Data</h3>
      <p>{`Every number with all its digits.${shown === null ? ' Nothing has been measured yet.' : ''}`}</p>
      <div className="buttons">
        {tables.map(({ what, called = what, text }) => (
          <button key={what} type="button" onClick={() => onSave(what, 'csv', CSV, text)}>
            {`${capitalised(called)} as CSV`}
          </button>
        ))}
        {shown && (
          <button
            type="button"
            onClick={() =>
              onSave('data', 'json', JSON_TYPE, () => dataJson(shown, caption.permalink, caption.citation))
            }
          >
            All as JSON
          </button>
        )}
      </div>
    </section>
  );
}

/** All that there are now. */
function useTables(shown: Source['shown'], map: KnownMap | null): readonly Table[] {
  const { store, actions } = useLabContext();
  const derivative = useLab(({ display }) => display.derivative);
  const distribution = useStore(distributionModel(store, actions).state, ({ measured }) => measured);
  const correlation = useStore(correlationModel(store, actions).state);
  const tangent = useStore(tangentModel(store, actions).state);
  const picture = shown && pictureCsv(shown, derivative);
  const tables: readonly (Table | false | null)[] = [
    shown && { what: 'measurement', called: 'latest measurement', text: () => measurementCsv(shown) },
    shown && { what: 'history', text: () => historyCsv(shown) },
    picture !== null && { what: PICTURED[derivative] ?? 'fit', text: () => picture },
    shown !== null &&
      hasSlices(shown.experiment) && {
        what: 'slices',
        text: () => slicesCsv(store, actions, sliceRest(store).getState()),
      },
    distribution && { what: 'distribution', text: () => distributionCsv(distribution) },
    correlation.courses.some((course) => course !== null) && {
      what: 'correlation',
      text: () => correlationCsv(correlation),
    },
    tangent.spectra.some((spectrum) => spectrum !== null) && {
      what: 'tangent',
      called: 'tangent kernel',
      text: () => tangentCsv(tangent),
    },
    map && { what: 'map', text: () => mapCsv(map) },
  ];
  return tables.filter((table): table is Table => Boolean(table));
}

const CSV = 'text/csv;charset=utf-8';
const JSON_TYPE = 'application/json';
