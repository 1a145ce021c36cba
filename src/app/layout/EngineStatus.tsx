import type { EngineName } from '../../engine/engine.ts';
import type { EngineReport } from '../../engine/protocol.ts';
import { ENGINES, type EngineChoice } from '../../experiment/experiment.ts';
import { Choice } from '../controls/Choice.tsx';
import { changed } from '../store/edits.ts';
import { useActions, useLab } from '../store/LabContext.tsx';

const NAMES: Readonly<Record<EngineName, string>> = {
  fused: 'WebGPU, our own kernels',
  'fused-wasm': 'WebAssembly, our own kernels',
  'tfjs-webgpu': 'WebGPU by TensorFlow.js',
  'tfjs-wasm': 'WebAssembly by TensorFlow.js',
  'tfjs-cpu': 'plain JavaScript',
  reference: 'the float64 reference',
};

const CHOICES: Readonly<Record<EngineChoice, string>> = {
  auto: 'automatic',
  fused: 'WebGPU, fused kernels',
  'fused-wasm': 'WebAssembly, fused kernels',
  'tfjs-webgpu': 'WebGPU, TensorFlow.js',
  'tfjs-wasm': 'WebAssembly, TensorFlow.js',
  'tfjs-cpu': 'JavaScript, TensorFlow.js',
};

function placeOf({ name, adapter }: EngineReport): string {
  return `${NAMES[name]} (${adapter})`;
}

/** Where the networks train, and why there. */
export function EngineStatus() {
  const report = useLab((state) => state.engine);
  const choice = useLab(({ experiment }) => experiment.engine);
  const { edit } = useActions();
  return (
    <div className="engine">
      <p role="status" aria-label="Engine">
        {report ? (
          <>
            Runs on <strong>{placeOf(report)}</strong>. <span>{report.reason}</span>
          </>
        ) : (
          'The engine is starting.'
        )}
      </p>
      <Choice
        name="Engine choice"
        value={choice}
        options={ENGINES.map((value) => ({ value, label: CHOICES[value] }))}
        onChange={(engine) => edit((experiment) => changed(experiment, { engine }))}
        help="Where the networks train. All engines start from the same weights; automatic takes the fastest that works here."
      />
    </div>
  );
}
