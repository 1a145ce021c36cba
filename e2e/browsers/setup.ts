import { buildSingleFile } from '../../scripts/buildSingle.mjs';

/** The environment variable with the path of the single file, built once for all browsers. */
export const SINGLE_FILE = 'REPU_LAB_SINGLE_FILE';

export default async function setup(): Promise<void> {
  process.env[SINGLE_FILE] = await buildSingleFile();
}
