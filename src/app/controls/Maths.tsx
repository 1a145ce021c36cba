/** Text in which `K_1` and `C_W` are set with an index, `x^3` with an exponent. */
export function Maths({ text }: { readonly text: string }) {
  return text.split(/([A-Za-zσ]_[A-Za-z0-9]+|\^[A-Za-z0-9]+)/).map((part, index) => {
    if (index % 2 === 0) return part;
    const [base = '', low] = part.split('_');
    // The parts of one text never move.
    const key = `${index}${part}`;
    if (low === undefined) return <sup key={key}>{part.slice(1)}</sup>;
    return (
      <span key={key} className="nowrap">
        <i>{base}</i>
        <sub>{low}</sub>
      </span>
    );
  });
}
