/** Before each file of unit tests: files share a worker, and one must not see what another one loaded. */
import { forgetDatasets } from './datasets.ts';

forgetDatasets();
