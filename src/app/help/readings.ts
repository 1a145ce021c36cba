/** How to read each chart, in a sentence or two. */
export const READINGS: readonly { readonly chart: string; readonly reading: string }[] = [
  {
    chart: 'Variance of preactivations',
    reading:
      'From left to right the signal passes through the layers. Dots that leave the chart at the top have exploded, dots that sink to its foot have vanished; in between a signal is alive.',
  },
  {
    chart: 'Loss',
    reading:
      'Down is better. Above the level dashed line nothing but the mean is learnt. A dashed curve is the test loss, of examples that nobody trains on. A cross marks where an arm failed.',
  },
  {
    chart: 'The picture',
    reading:
      'What the networks answer beside what they should: a curve on its target, a map, a field, or images and their answers.',
  },
  {
    chart: 'Slope and curvature',
    reading:
      'How fast what was learnt rises, and how it bends, beside the target’s own where that is known: stairs are kinks, curves are smooth.',
  },
  {
    chart: 'Phase map',
    reading:
      'Every point is a start: C_W across, K_1 upwards. The colour says what becomes of the signal within this depth. Drag the point to start there.',
  },
  {
    chart: 'Map of networks',
    reading:
      'Every cell is a network that was trained from its own start, the lines are theory’s. What is plain and bright has learned; strokes mark what has not. Click a cell to open it.',
  },
  {
    chart: 'Kernel map',
    reading:
      'The curve takes the K of one layer to that of the next; the staircase follows an input through the layers. Where the curve meets the diagonal, K stays.',
  },
  {
    chart: 'Distribution by layer',
    reading:
      'One ridge for each layer: the area is what its neurons hold, the line theory’s Gaussian. Where a layer leaves the line, finite width or training has made it less Gaussian.',
  },
  {
    chart: 'Correlation map',
    reading:
      'The curve takes the correlation of two inputs from one layer to the next. At the upper right corner they are one: where the curve leaves it below the diagonal they part, where above they merge.',
  },
  {
    chart: 'Tangent kernel',
    reading:
      'Each dot is the speed at which one pattern over eight inputs is learnt at the start. Steep lines mean that a network learns some at once and others hardly ever.',
  },
  {
    chart: 'Susceptibilities',
    reading:
      'Above 1 small changes grow from layer to layer, below 1 they die. At 1 signal and gradient keep their size.',
  },
  {
    chart: 'Gradients',
    reading:
      'How large the gradient of the loss is at each layer. What has vanished at the first layers cannot teach them.',
  },
  {
    chart: 'Variance through training',
    reading: 'Layers upwards, steps to the right: brighter is a larger K.',
  },
];
