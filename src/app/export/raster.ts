/** Pictures as pixels. */

/** Print quality: three pixels for each of the page's. */
export const PRINT_SCALE = 3;
/** Browsers refuse larger canvases without a word. */
const MOST_PIXELS = 120_000_000;

/** An svg file as an image, its fonts included. Rejects with a sentence if the browser cannot draw it. */
export async function imageOf(svg: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode().catch(() => {
      throw new Error('The browser could not draw the picture.');
    });
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Largest difference of a channel by which a browser may blur what is read from a canvas, as private windows do. */
const BLUR = 8;

/** Throws Error with a sentence where the browser gives noise in place of what a canvas shows, against fingerprinting. */
export function expectReadableCanvas(): void {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [16, 16];
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.fillStyle = '#1e3c5a';
  context.fillRect(0, 0, 16, 16);
  const drawn = [0x1e, 0x3c, 0x5a, 0xff];
  const { data } = context.getImageData(0, 0, 16, 16);
  if (data.every((value, index) => Math.abs(value - (drawn[index % 4] ?? 0)) <= BLUR)) return;
  throw new Error(
    'This browser hides what is drawn (Firefox’s resistFingerprinting does): a PNG or a video would show noise. SVG shows the chart.',
  );
}

/** An svg file as PNG. Rejects with a sentence where the browser makes none. */
export async function pngOf(svg: string): Promise<Blob> {
  expectReadableCanvas();
  const image = await imageOf(svg);
  const { naturalWidth, naturalHeight } = image;
  const scale = Math.min(PRINT_SCALE, Math.sqrt(MOST_PIXELS / (naturalWidth * naturalHeight)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(scale * naturalWidth);
  canvas.height = Math.round(scale * naturalHeight);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The browser gives no canvas to draw the picture on.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser made no PNG of the picture.'))));
  });
}
