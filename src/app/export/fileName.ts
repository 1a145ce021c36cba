/** Longer names are cut short; then a number made from the whole permalink keeps them apart. */
const LONGEST = 100;

/**
 * A file's name from the permalink's fragment, what the file holds and its extension, e.g.
 * `repu-lab_depth-20_loss.svg`: letters, digits, dots, dashes and underscores alone.
 */
export function fileName(fragment: string, what: string, extension: string): string {
  const experiment = tidy(fragment.replaceAll('&', '_'));
  const short = experiment.length > LONGEST ? `${experiment.slice(0, LONGEST)}-${hash(fragment)}` : experiment;
  return `${['repu-lab', short, tidy(what)].filter((part) => part !== '').join('_')}.${extension}`;
}

const tidy = (text: string): string => text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-+|-+$/g, '');

/** FNV-1a. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36);
}
