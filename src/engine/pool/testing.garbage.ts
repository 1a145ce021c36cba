/** For the tests in Node: what is collected. Apart from testing.ts, which a browser reads too. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What nothing refers to any more is gone afterwards. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What has just been awaited may still lie on the stack; what finalizers let go of is collected the next time.
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve));
    collect();
  }
}
