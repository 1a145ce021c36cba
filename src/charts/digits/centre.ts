/** A drawing made like the images that the networks were trained on. */

/** Side of the image, and of the square within it that the digit fills (LeCun, Cortes and Burges, the MNIST database). */
export const IMAGE_SIDE = 28;
const BOX = 20;

/** A square greyscale image, 0 paper to 1 ink, row by row from the top. */
export interface Drawing {
  readonly side: number;
  readonly ink: Float32Array;
}

/**
 * The drawing as MNIST has its digits: scaled to fit 20 × 20 with its proportions kept, smoothed, and shifted so that its
 * centre of mass is the centre of 28 × 28; null where nothing is drawn.
 * @returns [28 × 28], 0 to 1
 */
export function centred({ side, ink }: Drawing): Float32Array | null {
  const box = bounds(side, ink);
  if (!box) return null;
  const scale = BOX / Math.max(box.right - box.left, box.bottom - box.top);
  const centre = massCentre(side, ink);
  const image = new Float32Array(IMAGE_SIDE * IMAGE_SIDE);
  // Where a pixel of the image lies in the drawing: its mass centre goes to the middle.
  const from = (pixel: number, mean: number) => mean + (pixel - IMAGE_SIDE / 2) / scale;
  for (let row = 0; row < IMAGE_SIDE; row++) {
    for (let column = 0; column < IMAGE_SIDE; column++) {
      image[row * IMAGE_SIDE + column] = average(side, ink, {
        left: from(column, centre.x),
        right: from(column + 1, centre.x),
        top: from(row, centre.y),
        bottom: from(row + 1, centre.y),
      });
    }
  }
  return image;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Fainter than this is no part of the digit. */
const FAINT = 0.1;

function bounds(side: number, ink: Float32Array): Box | null {
  let [left, right, top, bottom] = [side, 0, side, 0];
  ink.forEach((value, pixel) => {
    if (value < FAINT) return;
    const [column, row] = [pixel % side, Math.floor(pixel / side)];
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
  });
  return left < right ? { left, right, top, bottom } : null;
}

/** In the drawing's coordinates, a pixel's centre at half. */
function massCentre(side: number, ink: Float32Array): { readonly x: number; readonly y: number } {
  let [mass, x, y] = [0, 0, 0];
  ink.forEach((value, pixel) => {
    mass += value;
    x += value * ((pixel % side) + 0.5);
    y += value * (Math.floor(pixel / side) + 0.5);
  });
  return { x: x / mass, y: y / mass };
}

/** Mean ink over a rectangle of the drawing, pixels counted by the share of them that it covers; outside is paper. */
function average(side: number, ink: Float32Array, { left, right, top, bottom }: Box): number {
  let sum = 0;
  for (let row = Math.max(0, Math.floor(top)); row < Math.min(side, bottom); row++) {
    const high = Math.min(row + 1, bottom) - Math.max(row, top);
    for (let column = Math.max(0, Math.floor(left)); column < Math.min(side, right); column++) {
      const wide = Math.min(column + 1, right) - Math.max(column, left);
      sum += high * wide * ink[row * side + column]!;
    }
  }
  return sum / ((right - left) * (bottom - top));
}

/** A round pen's stroke from one point to another, in the drawing's pixels: what it touches gets darker, never lighter. */
export function stroked(
  { side, ink }: Drawing,
  from: readonly [number, number],
  to: readonly [number, number],
  radius: number,
): Drawing {
  const next = ink.slice();
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [x, y] = [column + 0.5 - from[0], row + 0.5 - from[1]];
      const along = length > 0 ? Math.max(0, Math.min(1, (x * dx + y * dy) / length)) : 0;
      const distance = Math.hypot(x - along * dx, y - along * dy);
      const shade = Math.max(0, Math.min(1, radius + 0.5 - distance));
      const at = row * side + column;
      next[at] = Math.max(next[at]!, shade);
    }
  }
  return { side, ink: next };
}

export const emptyDrawing = (side: number): Drawing => ({ side, ink: new Float32Array(side * side) });
