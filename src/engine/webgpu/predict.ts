/**
 * The kernel that evaluates one network at points outside its training: the way forward alone. It keeps the
 * activations of two layers in turn, and z of one, so that a chunk of points takes little memory at any depth.
 */
import type { Forms } from '../../formula/float32/forms.ts';
import { barrier, forwardWgsl, gatherWgsl, groupSize, itemGroups, skipWgsl, startWgsl } from './forward.ts';
import { type NetworkLayout, type NetworkSize, networkLayout, type Tiling } from './layout.ts';
import { normaliseWgsl, normFunctions, normTileWgsl } from './norm.ts';
import { streamsWgsl } from './streams.ts';
import { binding, layoutConstants, NETWORK_STRUCT, registerTile, repeat } from './wgsl.ts';

export interface PredictParams {
  readonly layout: NetworkLayout;
  readonly activation: Forms<string>;
}

/** Points of a chunk. */
export const POINTS = 1024;

/** The layout of a chunk of `size.examples` points; parameters lie as in training. */
export const predictLayout = (size: NetworkSize, tiling: Tiling): NetworkLayout =>
  networkLayout({ ...size, replicas: 1 }, tiling, Math.min(2, size.depth - 1));

/** Numbers that come out: every output's streams side by side, [examples × outputs × streams]. */
export const predictionLength = ({ examples, outputs, streams }: NetworkSize): number => examples * outputs * streams;

/** Workgroups to dispatch for the first `points` of a chunk. */
export function predictGroups(layout: NetworkLayout, points: number): number {
  const perItem = (layout.tiling.rows * layout.tiling.rowTiles) / layout.streams;
  return itemGroups(layout, Math.ceil(points / perItem));
}

export function predictWgsl({ layout, activation }: PredictParams): string {
  const { examples, streams, skips, norm } = layout;
  const { functions, carry } = streamsWgsl(layout, activation);
  const z = (place: string) => `activations[a + ASIDE + ${place}]`;
  return `${NETWORK_STRUCT}
${binding(0, 'read', 'inputs', `array<f32, ${examples * layout.inputs}>`)}
${binding(1, 'read', 'parameters', `array<vec4f, ${layout.parameterStride}>`)}
${binding(2, 'read_write', 'activations', `array<vec4f, ${layout.activationStride}>`)}
${binding(3, 'read_write', 'predictions', `array<f32, ${predictionLength(layout)}>`)}
${binding(4, 'read', 'networks', 'array<Network, 1>')}
${layoutConstants(layout)}
const ROWS = ${registerTile(layout.tiling).vectors}u;  // vec4s of rows in a tile
${functions}${normFunctions(layout)}

// Padding repeats the last point.
fn examplesAt(vector: u32) -> vec4u { return min(4u * vector + vec4u(0u, 1u, 2u, 3u), vec4u(EXAMPLES - 1u)); }

fn predict(output: u32, vector: u32, stream: u32, z: vec4f) {
  for (var p = 0u; p < 4u; p++) {
    let example = 4u * vector + p;
    if (output < OUTPUTS && example < EXAMPLES) {
      predictions[(example * OUTPUTS + output) * STREAMS + stream] = z[p];
    }
  }
}

@compute @workgroup_size(${groupSize(layout)})
fn main(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) local: u32) {
  ${startWgsl(layout)}
  ${gatherWgsl(layout)}
  ${barrier(layout)}
  ${forwardWgsl(layout, {
    tile: `${skipWgsl(layout, z)}${normTileWgsl(layout)}`,
    output:
      'for (var s = 0u; s < STREAMS; s++) { predict(4u * j + q / ROWS, (row + r + q % ROWS) / STREAMS, s, z[q + s]); }',
    hidden:
      norm !== 'none'
        ? `${z('at')} = z[q];`
        : `
          let next = a + inputOf(layer + 1u) + at;
          ${carry}${skips ? repeat(streams, (s) => `${z(`at + ${s}u`)} = z[q + ${s}u];`) : ''}`,
    layer: `${normaliseWgsl(layout, z)}${barrier(layout)}`,
  })}
}
`;
}
