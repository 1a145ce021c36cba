/** Sums of whole numbers: exact, and so the same everywhere. Millions of pixels are counted by value, then summed. */
export function byteMoments(bytes: Uint8Array): { mean: number; deviation: number } {
  const counts = new Uint32Array(256);
  for (let i = 0; i < bytes.length; i++) counts[bytes[i]!]!++;
  let [sum, squares] = [0, 0];
  for (const [value, count] of counts.entries()) {
    sum += count * value;
    squares += count * value * value;
  }
  const mean = sum / bytes.length;
  return { mean, deviation: Math.sqrt(squares / bytes.length - mean * mean) };
}
