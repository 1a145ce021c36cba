/** `C_W`, `x^3`, `χ⊥`, and numbers with their thousands, exponent and percent sign. */
const SIGNS =
  /([A-Za-zσ]_[A-Za-z0-9]+|\^[A-Za-z0-9]+|χ[⊥∥]|[−-]?(?<![A-Za-z(\d])\d+(?:[.,\u202f]\d+)*(?:e[+-]?\d+|·10[⁰¹²³⁴-⁹⁻]+)?(?:\s?%)?)/;

/**
 * Text in which `K_1` and `C_W` are set with an index, `x^3` with an exponent. Neither these nor numbers are for a
 * translator; what is stands in elements, as everything must that changes: a translator replaces the texts themselves.
 */
export function Maths({ text }: { readonly text: string }) {
  return text.split(SIGNS).map((part, index) => {
    // The parts of one text never move.
    const key = `${index}${index % 2 ? part : ''}`;
    if (index % 2 === 0) return part && <span key={key}>{part}</span>;
    const [base = '', low] = part.split('_');
    if (part.startsWith('^'))
      return (
        <sup key={key} translate="no">
          {part.slice(1)}
        </sup>
      );
    if (low === undefined)
      return (
        <span key={key} translate="no">
          {part}
        </span>
      );
    return (
      <span key={key} className="nowrap" translate="no">
        <i>{base}</i>
        <sub>{low}</sub>
      </span>
    );
  });
}
