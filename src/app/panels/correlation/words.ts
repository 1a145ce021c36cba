/** What is drawn of two inputs: for the panel and for the help. */
export const HOW =
  'Correlation c of two inputs: the cosine of the angle between their preactivations, over the neurons of a layer; dots are means over the finite networks that are measured, whiskers their spread, lines infinite width at the start. The map is that of the last step between hidden layers, of two inputs of the size that the mean one has there. Ordered: its slope at c = 1, χ⊥ K/K′, is below 1; chaotic: above.';
