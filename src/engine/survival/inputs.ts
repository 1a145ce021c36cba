/** Of more inputs of many dimensions, the largest so many are followed. */
const MOST = 128;

/**
 * The inputs by which a network's fate is told, [m] rows. On a line and in the plane 2 n0 of them: the largest, then
 * whichever is farthest from those taken, so that the large ones of every direction are among them. Where there are more
 * directions than that, any of the large inputs may be the one that overflows, and as many as can be are followed.
 * @param inputs [size × dimension].
 */
export function decisiveInputs(inputs: ArrayLike<number>, dimension: number): number[] {
  return dimension <= 2 ? spreadInputs(inputs, dimension, 2 * dimension) : largestInputs(inputs, dimension, MOST);
}

function largestInputs(inputs: ArrayLike<number>, dimension: number, most: number): number[] {
  const squares = distancesFrom(null, inputs, dimension);
  return [...squares.keys()].sort((a, b) => squares[b]! - squares[a]!).slice(0, most);
}

/** Equal inputs are taken once. */
function spreadInputs(inputs: ArrayLike<number>, dimension: number, most: number): number[] {
  const taken: number[] = [];
  let nearest = distancesFrom(null, inputs, dimension);
  while (taken.length < Math.min(most, nearest.length)) {
    const next = nearest.reduce((best, square, row) => (square > nearest[best]! ? row : best), 0);
    if (taken.length > 0 && nearest[next] === 0) break;
    taken.push(next);
    const apart = distancesFrom(next, inputs, dimension);
    nearest = taken.length === 1 ? apart : nearest.map((square, row) => Math.min(square, apart[row]!));
  }
  return taken;
}

/** Squared distance of every input from one of them, or from 0. */
function distancesFrom(row: number | null, inputs: ArrayLike<number>, dimension: number): Float64Array {
  return Float64Array.from({ length: inputs.length / dimension }, (_, other) => {
    let sum = 0;
    for (let k = 0; k < dimension; k++) {
      sum += (inputs[other * dimension + k]! - (row === null ? 0 : inputs[row * dimension + k]!)) ** 2;
    }
    return sum;
  });
}
