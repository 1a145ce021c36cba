/** A symbol with its index, inside an svg text: `C_W`. What follows goes on at the old height. */
export function Subscripted({
  base,
  index,
  after,
}: {
  readonly base: string;
  readonly index: string;
  readonly after: string;
}) {
  return (
    <>
      <tspan>{base}</tspan>
      <tspan dy="0.28em" style={{ fontSize: '0.72em' }}>
        {index}
      </tspan>
      <tspan dy="-0.2em">{after}</tspan>
    </>
  );
}
