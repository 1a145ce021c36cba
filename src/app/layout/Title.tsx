/** What this is. */
export function Title() {
  return <h1>Why deep networks live or die by their activation</h1>;
}
