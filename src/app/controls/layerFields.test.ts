import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KIND_CODECS } from '../../experiment/layerKind.ts';
import { LAYER_FIELDS, LAYER_KEYS, type LayerKind, PLAIN } from '../../theory/layer.ts';
import { LAYER_CONTROLS } from './layerFields.ts';

const FILE = new URL('../../../docs/permalink.md', import.meta.url).pathname;

const write = <Key extends keyof LayerKind>(key: Key, value: LayerKind[Key]): string => KIND_CODECS[key].write(value);

function rowOf(key: keyof LayerKind): string {
  const field = LAYER_FIELDS[key];
  const values =
    'words' in field
      ? Object.keys(field.words)
          .map((name) => `\`${name}\``)
          .join(', ')
      : `${field.min}–${field.max}`;
  const standard = 'words' in field ? `\`${write(key, PLAIN[key])}\`` : write(key, PLAIN[key]);
  return `| \`${key}\` | ${LAYER_CONTROLS[key].help} | ${values} | ${standard} |`;
}

// Written anew by `npx vitest run -u --project unit src/app/controls`.
test('the permalink’s document has a row for every field of a kind of layer', async () => {
  const starts = LAYER_KEYS.map((key) => `| \`${key}\` |`);
  const lines = readFileSync(FILE, 'utf8').split('\n');
  const own = (line: string) => starts.some((start) => line.startsWith(start));
  const first = lines.findIndex(own);
  expect(first).toBeGreaterThan(0);
  const others = lines.filter((line) => !own(line));
  others.splice(first, 0, ...LAYER_KEYS.map(rowOf));
  await expect(others.join('\n')).toMatchFileSnapshot(FILE);
});

test('every name of a field has its label', () => {
  for (const key of LAYER_KEYS) {
    const [field, control] = [LAYER_FIELDS[key], LAYER_CONTROLS[key]];
    const labels = 'labels' in control ? Object.keys(control.labels) : [];
    expect(labels).toEqual('words' in field ? Object.keys(field.words) : []);
  }
});
