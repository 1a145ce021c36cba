/**
 * The kernel that joins the moments which threads kept of one layer: Σ z² = largest² · squares over parts with
 * different largest magnitudes, without leaving float32. One invocation per layer, kind (z or δ) and replica.
 */
import type { NetworkLayout } from './layout.ts';
import { reportLayout } from './propagate.ts';
import { binding } from './wgsl.ts';

const GROUP = 16;

/** Pairs (largest, squares) that come out: [replicas × 2 (z, δ) × depth]. */
export const combinedPairs = ({ replicas, depth }: NetworkLayout): number => replicas * 2 * depth;

export const combineGroups = (layout: NetworkLayout): number => Math.ceil(combinedPairs(layout) / GROUP);

export function combineWgsl(layout: NetworkLayout): string {
  const { items, depth, tiling } = layout;
  const report = reportLayout(layout, 'measure');
  const pairs = combinedPairs(layout);
  return `
${binding(0, 'read', 'report', `array<f32, ${report.length}>`)}
${binding(1, 'read_write', 'combined', `array<vec2f, ${pairs}>`)}
const PARTS = ${items * tiling.threads}u;
const PER_PART = ${2 * depth}u;

@compute @workgroup_size(${GROUP})
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= ${pairs}u) { return; }
  let start = ${report.moments}u + 2u * (id.x / PER_PART * PARTS * PER_PART + id.x % PER_PART);
  var largest = 0.0;
  for (var part = 0u; part < PARTS; part++) { largest = max(largest, report[start + part * 2u * PER_PART]); }
  var squares = 0.0;
  for (var part = 0u; part < PARTS; part++) {
    let at = start + part * 2u * PER_PART;
    let ratio = report[at] / max(largest, 0x1p-126f);
    squares += report[at + 1u] * ratio * ratio;
  }
  combined[id.x] = vec2f(largest, squares);
}
`;
}

/** The same in TypeScript: `parts` of (largest, squares) pairs. */
export function combineTwin(parts: readonly (readonly [number, number])[]): readonly [number, number] {
  const largest = Math.max(...parts.map(([top]) => top));
  const squares = parts.reduce((sum, [top, part]) => sum + (largest > 0 ? part * (top / largest) ** 2 : 0), 0);
  return [largest, squares];
}
