/** The QR code of a link: black on white with its quiet zone, as ISO/IEC 18004 wants it. */
import qrcode from 'qrcode-generator';

/** Modules of white around the code. */
const QUIET = 4;
/**
 * What version 20 (97 × 97 modules) holds at error correction M, in bytes; with more, the modules become too fine for a
 * telephone at the back of a lecture hall.
 */
export const LONGEST_LINK = 666;

export interface QrCode {
  /** Modules along one side, quiet zone included: the picture's size in its own units. */
  readonly size: number;
  /** The dark modules as an SVG path, one rectangle for each run in a row. */
  readonly path: string;
}

/**
 * @param link ASCII, as URL.href is.
 * @returns null if the link is longer than LONGEST_LINK.
 */
export function qrCode(link: string): QrCode | null {
  if (link.length > LONGEST_LINK) return null;
  const code = qrcode(0, 'M');
  code.addData(link, 'Byte');
  code.make();
  const count = code.getModuleCount();
  const runs: string[] = [];
  for (let row = 0; row < count; row++) {
    for (let start = 0; start < count; start++) {
      if (!code.isDark(row, start)) continue;
      let end = start + 1;
      while (end < count && code.isDark(row, end)) end++;
      runs.push(`M${start + QUIET} ${row + QUIET}h${end - start}v1h${start - end}z`);
      start = end;
    }
  }
  return { size: count + 2 * QUIET, path: runs.join('') };
}

/** As a file. */
export const qrSvg = ({ size, path }: QrCode): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${size * 10}" height="${size * 10}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}h-${size}z"/><path fill="#000" d="${path}"/></svg>\n`;
