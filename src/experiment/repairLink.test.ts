import { expect, test } from 'vitest';
import { repairedLink } from './repairLink.ts';

const KEYS = new Set(['arm', 'depth', 'task', 'view']);
const repair = (address: string) => {
  const { search, hash } = new URL(address, 'https://lab.example/');
  return repairedLink({ search, hash }, KEYS);
};

test.each([
  ['', ''],
  ['#arm=repu.2&depth=20', 'arm=repu.2&depth=20'],
  ['#arm=repu(2);init=he;k1=0.5', 'arm=repu(2);init=he;k1=0.5'],
  ['#arm=mrepu(2)', 'arm=mrepu(2)'],
  ['#arm=formula:z*max(0,z%2Ba)%5E2;a=1', 'arm=formula:z*max(0,z%2Ba)%5E2;a=1'],
  ['?utm_source=mail#depth=4', 'depth=4'],
  ['?utm_source=mail', ''],
  ['#arm=repu.2_init.he_k1.0.5&panels=variance_loss', 'arm=repu.2_init.he_k1.0.5&panels=variance_loss'],
  ['#ARM=relu', 'ARM=relu'],
  ['#section-2', 'section-2'],
  ['#arm=relu&depth=%zz', 'arm=relu&depth=%zz'],
])('leaves %s as it is', (address, fragment) => {
  expect(repair(address)).toMatchObject({ fragment, repairs: [] });
});

test.each([
  ['?arm=relu&depth=20', 'arm=relu&depth=20', /\?.*#/],
  ['#arm=relu&amp;depth=20', 'arm=relu&depth=20', /escaped/],
  ['#arm%3Drelu%26depth%3D20', 'arm=relu&depth=20', /escaped/],
  ['#arm%253Drelu%2526depth%253D20', 'arm=relu&depth=20', /escaped/],
  ['#arm=repu.2\\_init.he\\&depth=20', 'arm=repu.2_init.he&depth=20', /escaped/],
  ['#arm=relu&depth=20).', 'arm=relu&depth=20', /\)\./],
  ['#arm=relu&depth=20>', 'arm=relu&depth=20', />/],
  ['#arm=relu&depth=20"', 'arm=relu&depth=20', /"/],
  ['#depth=20&arm=mrepu(2)),', 'depth=20&arm=mrepu(2)', /\),/],
  ['?arm=relu&depth=20#view=embed', 'arm=relu&depth=20&view=embed', /\?.*#/],
  ['?utm_source=x&arm=relu&depth=20', 'arm=relu&depth=20', /\?.*#/],
  ['?arm%3Drelu%26depth%3D20', 'arm=relu&depth=20', /\?.*#/],
  ['#arm=relu&depth=20&fbclid=xyz', 'arm=relu&depth=20', /counting/],
  ['#arm=relu%26depth=20', 'arm=relu&depth=20', /escaped/],
  ['#arm%3Drelu&depth=20', 'arm=relu&depth=20', /escaped/],
  ['#arm=relu&amp;amp;depth=20', 'arm=relu&depth=20', /escaped/],
  ['#arm=relu&amp%3Bdepth=20', 'arm=relu&depth=20', /escaped/],
  ['#arm%3Drelu%26amp%3Bdepth%3D20', 'arm=relu&depth=20', /escaped/],
  ['#arm=relu&ampdepth=20', 'arm=relu&depth=20', /escaped/],
  ['#arm=3Drelu&depth=3D20', 'arm=relu&depth=20', /escaped/],
  ['#?arm=relu&depth=20', 'arm=relu&depth=20', /first key/],
  ['#/arm=relu', 'arm=relu', /first key/],
  ['#%23arm=relu', 'arm=relu', /first key/],
  ['#"arm=relu&depth=20"', 'arm=relu&depth=20', /first key.*"/],
  ['#arm=relu&%0Adepth=2\u200b0%C2%A0', 'arm=relu&depth=20', /blanks/],
  ['#arm=relu&depth=20%29.', 'arm=relu&depth=20', /\)\./],
  ['#arm=mrepu%282%29%29', 'arm=mrepu%282%29', /\)/],
  ['#arm=relu&depth=20…', 'arm=relu&depth=20', /…/],
  ['#arm=relu&depth=20%27%5D', 'arm=relu&depth=20', /'\]/],
  ['#arm=relu&depth=20）。', 'arm=relu&depth=20', /。/],
  ['#arm=relu&depth=20</a>', 'arm=relu&depth=20', /<\/a>/],
  ['#arm=relu&depth=20#', 'arm=relu&depth=20', /#/],
  ['#arm=relu&depth=20=', 'arm=relu&depth=20', /=/],
])('mends %s', (address, fragment, said) => {
  const link = repair(address);
  expect(link.fragment).toBe(fragment);
  expect(link.repairs.join(' ')).toMatch(said);
});

test('what a query holds that is not a permalink’s stays, and nothing is joined twice', () => {
  expect(repair('?utm_source=mail#depth=4').search).toBe('?utm_source=mail');
  expect(repair('?arm=relu#depth=4').search).toBe('');
});
