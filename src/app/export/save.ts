/**
 * Gives the visitor a file.
 * @returns false where the page around the lab may have kept it from arriving, which no browser tells.
 */
export function save(file: File): boolean {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return downloadsAreFree();
}

/** In a frame with sandbox downloads need a token, which only a page of the same origin can be asked for. */
function downloadsAreFree(): boolean {
  const frame = window.frameElement;
  const named = frame instanceof HTMLIFrameElement && frame.hasAttribute('sandbox');
  return named ? frame.sandbox.contains('allow-downloads') : !isSandboxed();
}

let known: boolean | undefined;

/**
 * Whether this window has a sandbox, also one inherited from the frame that opened it. There is no property that says so.
 * But the standard has every sandbox refuse assignments to `document.domain`, whatever its tokens. Elsewhere its own value
 * is without effect, or at most keeps other pages of this site from reaching into this one, which none does.
 */
function isSandboxed(): boolean {
  known ??= /^https?:$/.test(window.location.protocol) && !takesItsDomain();
  return known;
}

function takesItsDomain(): boolean {
  try {
    // biome-ignore lint/correctness/noSelfAssign: the setter throws in a sandbox
    document.domain = document.domain;
    return true;
  } catch {
    return false;
  }
}
