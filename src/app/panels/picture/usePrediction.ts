import { useEffect, useRef, useState } from 'react';
import { useActions, useLab } from '../../store/LabContext.tsx';

type Prediction = readonly (Float32Array | null)[] | null;

/**
 * Every arm's outputs at these inputs, asked for anew when they or the networks have changed: one question at a time, and
 * after its answer only the newest that has come up meanwhile.
 */
export function usePrediction(inputs: Float32Array | null): Prediction {
  const { predict } = useActions();
  // New evaluations say that the networks have changed.
  const evaluated = useLab(({ shown }) => shown?.evaluated);
  const [answer, setAnswer] = useState<Prediction>(null);
  const asked = useRef({ wanted: inputs, busy: false, again: false });

  // biome-ignore lint/correctness/useExhaustiveDependencies: new evaluations ask again
  useEffect(() => {
    const state = asked.current;
    state.wanted = inputs;
    const ask = async () => {
      if (state.busy) {
        state.again = true;
        return;
      }
      if (state.wanted === null) return;
      state.busy = true;
      const found = await predict(state.wanted);
      state.busy = false;
      setAnswer(found);
      if (state.again) {
        state.again = false;
        void ask();
      }
    };
    void ask();
  }, [inputs, evaluated, predict]);

  return inputs === null ? null : answer;
}
