/** What this is, in a title and one sentence. */
export function Title() {
  return (
    <>
      <h1>Why deep networks live or die by their activation</h1>
      <p>
        Deep networks, alike but for their activation, train live in your browser beside what theory predicts of wide
        ones.
      </p>
    </>
  );
}
