/** For the tests: what an exported script reads beside a file, PyTorch left away. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_EXPERIMENT } from '../../../../experiment/defaults.ts';
import { defaultSettings, task } from '../../../../tasks/catalogue.ts';
import { type Dataset, provideDataset } from '../../../../tasks/datasets.ts';
import type { SourceFile } from '../../../../tasks/parse/result.ts';
import { pytorchScript } from '../../pytorch.ts';

/** Stands in for PyTorch, of which reading needs nothing, and prints what each script's `read` returns. */
const RUN = `
import json, os, runpy, sys
from unittest.mock import MagicMock

torch = MagicMock()
torch.nn.Module = object
sys.modules.update({"torch": torch, "torch.nn": torch.nn})
found = []
for folder in sorted(os.listdir(), key=int):
    os.chdir(folder)
    inputs, answers = runpy.run_path("experiment.py", run_name="read")["read"]()
    found.append({"inputs": list(inputs), "answers": answers})
    os.chdir("..")
print(json.dumps(found))
`;

export interface Read {
  readonly inputs: readonly (number | readonly number[])[];
  readonly answers: readonly number[];
}

/** The script of an experiment on the dataset. */
function scriptOf(dataset: Dataset): string {
  provideDataset('own', dataset);
  const own = task('own');
  const chosen = { name: own.name, settings: defaultSettings(own) };
  return pytorchScript({ ...DEFAULT_EXPERIMENT, depth: 3, width: 8, task: chosen }, '');
}

/** What the script of each dataset reads, beside these files in a folder of its own. */
export function readBeside(cases: readonly { files: readonly SourceFile[]; dataset: Dataset }[]): readonly Read[] {
  const parent = mkdtempSync(join(tmpdir(), 'beside-'));
  try {
    cases.forEach(({ files, dataset }, i) => {
      const folder = join(parent, String(i));
      mkdirSync(folder);
      for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
      writeFileSync(join(folder, 'experiment.py'), scriptOf(dataset));
    });
    return JSON.parse(execFileSync('python3', ['-c', RUN], { cwd: parent, encoding: 'utf8', maxBuffer: 2 ** 28 }));
  } finally {
    rmSync(parent, { recursive: true });
  }
}
