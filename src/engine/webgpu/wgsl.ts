/** Pieces of WGSL that the kernels share, and the helpers that write unrolled code. */
import { type NetworkLayout, NORM_SUMS, type Tiling } from './layout.ts';

/** The text for 0 … count-1, one after the other. */
export function repeat(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join(' ');
}

/** A thread's register tile, `columns` neurons by `vectors` vec4s of rows, as unrolled code. */
export function registerTile({ rows, columns }: Tiling) {
  const vectors = rows / 4;
  const name = (column: number, vector: number) => `s${column}_${vector}`;
  const each = (text: (sum: string, column: number, vector: number) => string) =>
    repeat(columns, (c) => repeat(vectors, (v) => text(name(c, v), c, v)));
  return {
    vectors,
    /** vec4s of neurons. */
    groups: columns / 4,
    each,
    /** The sums as an array, a neuron's vectors side by side. */
    array: `array<vec4f, ${columns * vectors}u>(${each((sum) => `${sum},`)})`,
    length: `${columns * vectors}u`,
  };
}

/** The component of a vec4 that holds item `index` of a row of vec4s. */
export const component = (index: number): string => 'xyzw'[index % 4] as string;

type Access = 'uniform' | 'read' | 'read_write';

export function binding(index: number, access: Access, name: string, type: string): string {
  const space = access === 'uniform' ? 'uniform' : `storage, ${access}`;
  return `@group(0) @binding(${index}) var<${space}> ${name}: ${type};`;
}

/** A network's own numbers, so that others need no other kernel, and networks that differ in them share a dispatch; see networks.ts. */
export const NETWORK_STRUCT = `
struct Network {
  place: u32,   // among all networks of the buffers
  inputs: u32,  // where its inputs begin
  rate: u32,    // place of its learning rate in a step's
  scale: f32,   // by which its inputs are multiplied already
  skip: f32,    // γ between hidden layers
}`;

/** What changes from step to step, for so many learning rates; see steps.ts. */
export const stepStruct = (rates: number): string => `
struct Step {
  offset: u32,  // of this step's examples in the order
  slot: u32,    // where this step's losses go
  second: f32,  // Adam: 1 / (1 - β₂^t)
  rates: array<vec4f, ${Math.ceil(rates / 4)}>,  // learning rates with Adam's bias correction
}`;

/**
 * Shapes as constants: with array lengths and strides known, a software adapter's loads cost a quarter less.
 */
export function layoutConstants(layout: NetworkLayout): string {
  const { depth, inputs, width, outputs, streams, paddedInputs, paddedWidth, paddedOutputs, retained } = layout;
  const turn = retained < depth - 1 ? ` % ${retained}u` : '';
  return `
const DEPTH = ${depth}u;
const INPUTS = ${inputs}u;
const WIDTH = ${width}u;
const OUTPUTS = ${outputs}u;
const PADDED_INPUTS = ${paddedInputs}u;
const PADDED_WIDTH = ${paddedWidth}u;
const PADDED_OUTPUTS = ${paddedOutputs}u;
const STREAMS = ${streams}u;
const EXAMPLES = ${layout.examples}u;
const EXAMPLE_VECTORS = ${layout.exampleVectors}u;
const REPLICAS = ${layout.replicas}u;
const ITEMS = ${layout.items}u;
const ROW_TILES = ${layout.tiling.rowTiles}u;
const THREADS = ${layout.tiling.threads}u;
const PARAMETER_STRIDE = ${layout.parameterStride}u;
const ACTIVATION_STRIDE = ${layout.activationStride}u;
const SIGNAL_STRIDE = ${layout.signalStride}u;

// Layers count from 0; first vec4s within one network.
fn weightsOf(layer: u32) -> u32 {
  let hidden = ${((paddedInputs + 1) * paddedWidth) / 4}u + (max(layer, 1u) - 1u) * ${((paddedWidth + 1) * paddedWidth) / 4}u;
  return select(hidden, 0u, layer == 0u);
}
fn inputOf(layer: u32) -> u32 {
  return select((PADDED_INPUTS + (max(layer, 1u) - 1u)${turn} * PADDED_WIDTH) * EXAMPLE_VECTORS, 0u, layer == 0u);
}
fn signalOf(layer: u32) -> u32 {
  return layer * PADDED_WIDTH * EXAMPLE_VECTORS;
}
// Lengths of a row of weights in vec4s.
fn rowVectors(layer: u32) -> u32 {
  return select(PADDED_WIDTH, PADDED_OUTPUTS, layer == DEPTH - 1u) / 4u;
}
${layout.skips || layout.norm !== 'none' ? asideConstants(layout) : ''}`;
}

/** Places of what skips and norms need; see layout.ts. */
const asideConstants = ({ aside, partials, scales, retained, norm }: NetworkLayout): string => `
const ASIDE = ${aside}u;
const PARTIALS = ${partials}u;
fn scalesOf(layer: u32) -> u32 {
  return ${scales}u + layer % ${retained}u * ${1 + NORM_SUMS[norm]}u * EXAMPLE_VECTORS;
}
`;
