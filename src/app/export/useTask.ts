import { useState } from 'react';
import { errorMessage } from '../../lib/errorMessage.ts';

export interface Task {
  /** What was done last, or why it could not be. */
  readonly said: string;
  /** Does something that may take a while or fail; `done` is said afterwards. */
  run(action: () => Promise<string>): void;
}

/** Work whose outcome is told in a sentence. */
export function useTask(): Task {
  const [said, setSaid] = useState('');
  return {
    said,
    run: (action) => {
      setSaid('…');
      action().then(setSaid, (error: unknown) => setSaid(errorMessage(error)));
    },
  };
}
