// The machine and the browser, as reports name them.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { ROOT } from '../scripts/install.mjs';

/** Where something was measured.
 *  @param packages names of which the installed versions are told */
export function surroundings(browser, packages = []) {
  const [cpu] = os.cpus();
  const [load = 0] = os.loadavg();
  return {
    date: new Date().toISOString().slice(0, 10),
    browser: `Chromium ${browser.version()}, headless`,
    processor: `${processorName(cpu?.model)}, ${os.availableParallelism()} cores`,
    system: `${os.type()} ${os.arch()}, Node ${process.versions.node}`,
    load: load.toFixed(1),
    packages: Object.fromEntries(packages.map((name) => [name, version(name)])),
  };
}

/** Some kernels call every processor unknown; lscpu decodes what /proc/cpuinfo only numbers. */
function processorName(model) {
  if (model && model !== 'unknown') return model;
  try {
    const text = execFileSync('lscpu', { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    return /^Model name:\s*(.+)$/m.exec(text)?.[1] ?? 'unknown processor';
  } catch {
    return 'unknown processor';
  }
}

function version(name) {
  return JSON.parse(readFileSync(`${ROOT}node_modules/${name}/package.json`, 'utf8')).version;
}
