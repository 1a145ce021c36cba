import { browserLaunch } from '../scripts/browser.mjs';
import { engine, expect, open, test, verdict } from './lab.ts';

const launch = browserLaunch();
test.use({ launchOptions: { ...launch, args: launch.args.filter((flag) => flag !== '--enable-unsafe-webgpu') } });

test('without WebGPU the lab runs on WebAssembly and says so', async ({ lab }) => {
  await open(lab);
  await expect(engine(lab)).toContainText('WebAssembly');
  await expect(engine(lab)).toContainText('WebGPU');
  await expect(verdict(lab, 1)).toContainText('overflowed');
  await expect(verdict(lab, 2)).toContainText('is learning');
});
