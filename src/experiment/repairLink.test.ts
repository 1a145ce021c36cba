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
])('leaves %s as it is', (address, fragment) => {
  expect(repair(address)).toEqual({ fragment, repairs: [] });
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
])('mends %s', (address, fragment, said) => {
  const link = repair(address);
  expect(link.fragment).toBe(fragment);
  expect(link.repairs.join(' ')).toMatch(said);
});
