import { useEffect, useState } from 'react';
import type { BandOf } from '../batchBand.ts';

/** No band yet. */
const NONE: BandOf = () => [];
let loaded: BandOf | null = null;

/** The batch mean's band, once its code has come after the first picture; until then, and where it cannot be had, none. */
export function useBatchBand(): BandOf {
  const [present, setPresent] = useState<{ readonly bandOf: BandOf }>({ bandOf: loaded ?? NONE });
  useEffect(() => {
    let gone = false;
    import('../batchBand.ts').then(
      ({ batchBand }) => {
        loaded = batchBand;
        if (!gone) setPresent({ bandOf: batchBand });
      },
      // A chart without its band is still the chart, and its description says that there is none.
      () => {},
    );
    return () => {
      gone = true;
    };
  }, []);
  return present.bandOf;
}
