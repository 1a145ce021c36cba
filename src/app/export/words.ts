/** Text in a picture, whose lines have to be broken by hand. */

/** For text from outside within XML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '');

/** Lines of at most so many characters, broken at spaces; a word that is longer (an address) wherever the line ends. */
export function wrapped(text: string, characters: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > characters) {
      lines.push(line);
      line = '';
    }
    let rest = line === '' ? word : `${line} ${word}`;
    while (rest.length > characters) {
      lines.push(rest.slice(0, characters));
      rest = rest.slice(characters);
    }
    line = rest;
  }
  return line === '' ? lines : [...lines, line];
}

/** Width of a character in font sizes, wide enough that no line leaves its column: addresses in Inter, prose in Source Serif. */
const CHARACTER = { sans: 0.56, serif: 0.48 } as const;

/** How many characters of that font size fit. */
export const charactersIn = (width: number, fontSize: number, face: keyof typeof CHARACTER): number =>
  Math.max(8, Math.floor(width / (CHARACTER[face] * fontSize)));
