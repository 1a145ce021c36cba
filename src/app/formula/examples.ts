/** To begin with: as they are typed. */
export const EXAMPLES: readonly string[] = [
  'z * Phi(z)',
  'z * tanh(softplus(z))',
  'max(0, z)^2',
  'z * max(0, z + a)^2',
  'sin(a * z)',
  'where(z < 0, exp(z) - 1, z)',
];
