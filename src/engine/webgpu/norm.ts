/**
 * WGSL that normalises z_l over the neurons of each example and takes error signals back through it:
 *     ẑ = (z - m) / s,  δ = (e - mean e - ẑ mean(e ẑ)) / s,  e = (δ_{l+1} Wᵀ) ∘ σ′(ẑ),
 * with m the mean over neurons and s their standard deviation; with `rms` there are no means, and s² is the mean square.
 *
 * A sum over neurons is known once all threads of a workgroup have done their tiles: each writes the sums of its tile,
 * and after one barrier every thread adds up those of the examples that it goes on with.
 *
 * z² leaves float32 long before z does, and so does 1 / z, so all is reckoned in units of a power of two near the
 * largest magnitude. Where that is 0, ẑ is 0 and nothing goes back.
 */
import { barrier } from './forward.ts';
import { type NetworkLayout, NORM_SUMS } from './layout.ts';
import { registerTile } from './wgsl.ts';

/** The text that belongs to each norm; `layer`: what is there with means alone. */
const withMeans =
  ({ norm }: NetworkLayout) =>
  (text: string) =>
    norm === 'layer' ? text : '';

/**
 * - `unitOf(size)`: with `sizeOf(top)` the power of two that is not above `top`, 2 / size; both within float32 for all
 *   numbers that are, where 1 / top need not be.
 * - `hat(z, scale)`: ẑ.
 * - `measureTile`, `scaleAt`: (m, s) of a tile, joined (Chan et al. 1983); `keep`, `kept`: those of a layer, for the
 *   way back.
 */
export function normFunctions(layout: NetworkLayout): string {
  if (layout.norm === 'none') return '';
  const { vectors } = registerTile(layout.tiling);
  const { columns, threads, rowTiles } = layout.tiling;
  const means = withMeans(layout);
  return `
const COLUMNS = ${columns}u;  // neurons in a tile
const COLUMN_TILES = PADDED_WIDTH / COLUMNS;
const VECTORS = ${rowTiles * vectors}u;  // vec4s of rows of a workgroup
const SHARE = ${threads > 1 ? 'COLUMNS' : 'PADDED_WIDTH'};  // neurons that a thread normalises at a time
const SUMS = ${NORM_SUMS[layout.norm]}u;
const EXPONENT = vec4u(0x7f800000u);

struct Scale {
  unit: vec4f,
  spread: vec4f,  // s, and m, in the unit
  centre: vec4f,
}

fn sizeOf(top: vec4f) -> vec4f { return bitcast<vec4f>(bitcast<vec4u>(max(top, vec4f(0x1p-126f))) & EXPONENT); }
fn unitOf(size: vec4f) -> vec4f { return bitcast<vec4f>(EXPONENT - bitcast<vec4u>(size)); }
// Neurons of a tile that are not padding.
fn ownOf(tile: u32) -> u32 { return min(COLUMNS, WIDTH - tile * COLUMNS); }

fn hat(z: vec4f, scale: Scale) -> vec4f {
  return select((z * scale.unit${means(' - scale.centre')}) / scale.spread, vec4f(), scale.spread == vec4f());
}

fn measureTile(z: ptr<function, array<vec4f, COLUMNS * ${vectors}u>>, tile: u32, v: u32, to: u32) {
  let own = ownOf(tile);
  var top = vec4f();
  for (var c = 0u; c < own; c++) { top = max(top, abs((*z)[c * ROWS + v])); }
  let size = sizeOf(top);
  let unit = unitOf(size);
  ${means(`var mean = vec4f();
  for (var c = 0u; c < own; c++) { mean += (*z)[c * ROWS + v] * unit; }
  mean /= f32(own);
  activations[to + EXAMPLE_VECTORS] = mean * 0.5 * size;`)}
  var squares = vec4f();
  for (var c = 0u; c < own; c++) {
    let x = (*z)[c * ROWS + v] * unit${means(' - mean')};
    squares += x * x;
  }
  activations[to] = sqrt(squares / f32(own)) * 0.5 * size;
}

fn scaleAt(at: u32) -> Scale {
  var top = vec4f();
  for (var p = 0u; p < COLUMN_TILES * SUMS; p++) { top = max(top, abs(activations[at + p * EXAMPLE_VECTORS])); }
  var scale: Scale;
  scale.unit = unitOf(sizeOf(top));
  ${means(`for (var tile = 0u; tile < COLUMN_TILES; tile++) {
    scale.centre += activations[at + (2u * tile + 1u) * EXAMPLE_VECTORS] * scale.unit * f32(ownOf(tile));
  }
  scale.centre /= f32(WIDTH);`)}
  var squares = vec4f();
  for (var tile = 0u; tile < COLUMN_TILES; tile++) {
    let spread = activations[at + SUMS * tile * EXAMPLE_VECTORS] * scale.unit;
    ${means('let off = activations[at + (2u * tile + 1u) * EXAMPLE_VECTORS] * scale.unit - scale.centre;')}
    squares += f32(ownOf(tile)) * (spread * spread${means(' + off * off')});
  }
  scale.spread = sqrt(squares / f32(WIDTH));
  return scale;
}

fn keep(at: u32, scale: Scale) {
  activations[at] = scale.unit;
  activations[at + EXAMPLE_VECTORS] = scale.spread;
  ${means('activations[at + 2u * EXAMPLE_VECTORS] = scale.centre;')}
}
fn kept(at: u32) -> Scale {
  return Scale(activations[at], activations[at + EXAMPLE_VECTORS], ${layout.norm === 'layer' ? 'activations[at + 2u * EXAMPLE_VECTORS]' : 'vec4f()'});
}`;
}

/** Statements on a tile's `z` on the way forward, whose first neurons are 4j: its sums. */
export const normTileWgsl = ({ norm }: NetworkLayout): string =>
  norm === 'none'
    ? ''
    : `if (!last) {
        let tile = 4u * j / COLUMNS;
        for (var v = 0u; v < ROWS; v++) {
          measureTile(&z, tile, v, a + PARTIALS + tile * SUMS * EXAMPLE_VECTORS + r + v);
        }
      }
      `;

/** Every thread takes some neurons, from `first` on, of four examples, the `v`th, and does this to each neuron `k`. */
const sharedOut = (before: string, each: string): string => `
      for (var t = thread; t < VECTORS * (PADDED_WIDTH / SHARE); t += THREADS) {
        let v = t % VECTORS;
        let first = t / VECTORS * SHARE;
        ${before}
        for (var k = first; k < min(first + SHARE, WIDTH); k++) {
          let at = k * EXAMPLE_VECTORS + v;
          ${each}
        }
      }`;

/**
 * Statements after all tiles of a layer: σ(ẑ_l) for the layer above.
 * @param z gives z_l at a place in the layer's rows.
 */
export function normaliseWgsl(layout: NetworkLayout, z: (at: string) => string): string {
  if (layout.norm === 'none') return '';
  return `if (!last) {
      ${barrier(layout)}
      ${sharedOut(
        `let scale = scaleAt(a + PARTIALS + v);
        if (first == 0u) { keep(a + scalesOf(layer) + v, scale); }`,
        `activations[a + inputOf(layer + 1u) + at] = activate(hat(${z('at')}, scale));`,
      )}
    }
    `;
}

/** Statements on a tile of `product`, ∂loss/∂σ(ẑ_{layer-1}) from neuron k on: puts e aside, and its sums. */
export function normSignalTileWgsl(layout: NetworkLayout): string {
  const means = withMeans(layout);
  return `for (var v = 0u; v < ROWS; v++) {
        let scale = kept(a + scalesOf(layer - 1u) + r + v);
        ${means('var total = vec4f();')}
        var along = vec4f();
        for (var c = 0u; c < ownOf(k / COLUMNS); c++) {
          let at = (k + c) * EXAMPLE_VECTORS + r + v;
          let x = hat(signals[d + signalOf(layer - 1u) + at], scale);
          let e = product[c * ROWS + v] * slope(x);
          activations[a + ASIDE + at] = e;
          ${means('total += e;')}
          along += e * x;
        }
        let sums = a + PARTIALS + k / COLUMNS * SUMS * EXAMPLE_VECTORS + r + v;
        activations[sums] = along;
        ${means('activations[sums + EXAMPLE_VECTORS] = total;')}
      }`;
}

/**
 * Statements after all tiles: δ at z_{layer-1} in its place, from what was put aside.
 * @param skip adds to `delta`, at `own` among the signals, what comes by the skip.
 */
export function normSignalsWgsl(layout: NetworkLayout, skip: string): string {
  if (layout.norm === 'none') return '';
  const means = withMeans(layout);
  return `${barrier(layout)}
    ${sharedOut(
      `let scale = kept(a + scalesOf(layer - 1u) + v);
        ${means('var mean = vec4f();')}
        var along = vec4f();
        for (var tile = 0u; tile < COLUMN_TILES; tile++) {
          let sums = a + PARTIALS + tile * SUMS * EXAMPLE_VECTORS + v;
          along += activations[sums];
          ${means('mean += activations[sums + EXAMPLE_VECTORS];')}
        }
        along /= f32(WIDTH);
        ${means('mean /= f32(WIDTH);')}`,
      `let own = d + signalOf(layer - 1u) + at;
          let rest = activations[a + ASIDE + at]${means(' - mean')} - hat(signals[own], scale) * along;
          var delta = select(rest / scale.spread * scale.unit, vec4f(), scale.spread == vec4f());
          ${skip}
          signals[own] = delta;
          observeSignal(delta);`,
    )}
    `;
}
