// npm run results -- [part …] [option …]: trains every activation and keeps how each network ended in .results/, line by
// line: a run that was interrupted goes on where it stopped. Parts, all of them in this order where none is named:
//   reach   what share of networks learns, by depth, width, initialisation and optimizer
//   tables  the paper's tasks
//   skips   handwritten digits, deep, with and without a skip and a norm
//   products  a product of three variables, by depth: the error on held-out points
//   grid    a coarse grid of initialisations, `best` among them
//   report  writes docs/results.md and docs/results/ from what is kept; trains nothing
// Where nothing was measured on this machine yet, --kept goes on from the committed endings instead of measuring all anew.
// Options choose among the cells to train: --activations=, --depths=, --widths=, --inits=, --optimizers=, --tasks=,
// --columns=, --kinds=, each with names between commas. For the grid: --points=C_W,C_b,K_1;… more points, --only-points none but
// `best` and those, --out=FILE its text as well. For the report: --to=FOLDER another place than docs.
import { rmSync } from 'node:fs';
import { ensurePackages, ROOT, run } from '../scripts/install.mjs';
import { buildPrograms } from './results/build.mjs';

ensurePackages();
const programs = await buildPrograms();
process.exitCode = run(process.execPath, [`${programs}/main.mjs`, ROOT, ...process.argv.slice(2)]);
rmSync(programs, { recursive: true, force: true });
