// npm run results -- [part …] [option …]: trains every activation and keeps how each network ended in .results/, line by
// line: a run that was interrupted goes on where it stopped. Parts, all of them where none is named:
//   reach   what share of networks learns, by depth, width, initialisation and optimizer
//   tables  the paper's tasks
//   grid    a coarse grid of initialisations, `best` among them
// Options choose among the cells: --activations=, --depths=, --widths=, --inits=, --optimizers=, --tasks=, --columns=, each
// with names between commas. For the grid: --points=C_W,C_b,K_1;… more points, --only-points none but `best` and those,
// --out=FILE its text as well.
import { ensurePackages, ROOT, run } from '../scripts/install.mjs';
import { buildPrograms, OUT } from './results/build.mjs';

ensurePackages();
await buildPrograms();
process.exitCode = run(process.execPath, [`${OUT}/programs/main.mjs`, ROOT, ...process.argv.slice(2)]);
