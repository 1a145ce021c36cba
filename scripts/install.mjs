// Installs the npm packages if package-lock.json asks for others than were installed last. Node's own modules only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MARKER = `${ROOT}node_modules/.installed-from`;

/** Runs a command in the project's folder with the terminal's own streams; returns its exit status. */
export function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    // npm and npx are .cmd files on Windows, which need a shell.
    shell: process.platform === 'win32',
  });
  return status ?? 1;
}

/** Brings node_modules in line with package-lock.json; exits the process where that fails. */
export function ensurePackages() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`RePU Lab needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const wanted = createHash('sha256')
    .update(readFileSync(`${ROOT}package-lock.json`))
    .digest('hex');
  if (existsSync(MARKER) && readFileSync(MARKER, 'utf8') === wanted) return;
  console.log('Installing packages …');
  const status = run('npm', ['ci', '--no-audit', '--no-fund']);
  if (status !== 0) {
    console.error('The packages could not be installed; npm says why above.');
    process.exit(status);
  }
  writeFileSync(MARKER, wanted);
}
