import { useMemo } from 'react';
import { describeKernelMap } from '../../../charts/kernelMap/describe.ts';
import { KernelMap } from '../../../charts/kernelMap/KernelMap.tsx';
import { useLab } from '../../store/LabContext.tsx';
import { useTextSize } from '../../views/textSize.ts';
import { ChartBox } from '../ChartBox.tsx';
import { lookForKernel } from './lookFor.ts';
import { kernelMaps } from './view.ts';

/** How K of one layer makes K of the next, arm by arm. */
export function KernelMapPanel() {
  const textSize = useTextSize();
  const experiment = useLab((state) => state.experiment);
  const { arms, window } = useMemo(() => kernelMaps(experiment), [experiment]);
  return (
    <article className="kernel" aria-labelledby="kernel-map">
      <h3 id="kernel-map">Kernel map</h3>
      <ChartBox name="Kernel map" className="" line={lookForKernel(arms)} stale={false} resetKey={experiment}>
        {({ width, height }) => (
          <KernelMap
            width={width}
            height={height}
            textSize={textSize}
            title="Kernel map"
            description={describeKernelMap(arms)}
            arms={arms}
            window={window}
          />
        )}
      </ChartBox>
    </article>
  );
}
