/** What this is, in a title and one sentence. */
export function Title() {
  return (
    <>
      <h1>Why deep networks live or die by their activation</h1>
      <p>Networks alike but for their activation train live beside what theory predicts of wide ones.</p>
    </>
  );
}
