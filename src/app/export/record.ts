/** The main chart as a video: drawn frame by frame from its svg onto a canvas that is recorded. */
import { expectReadableCanvas, imageOf } from './raster.ts';

/** In order of preference. */
const TYPES = ['video/webm;codecs=vp9', 'video/webm;codecs=vp8', 'video/webm', 'video/mp4'];

/** The first kind of video that this browser records; null: none. */
export function videoType(recorder: Pick<typeof MediaRecorder, 'isTypeSupported'> | undefined): string | null {
  return TYPES.find((type) => recorder?.isTypeSupported(type)) ?? null;
}

export const extensionOf = (type: string): string => (type.startsWith('video/mp4') ? 'mp4' : 'webm');

/** Frames a second at most: as fast as pictures can be drawn, and no faster than training shows. */
const FRAMES = 15;
const BITS_PER_SECOND = 8_000_000;
/** Milliseconds of video that the browser hands over at a time. */
const SLICE = 250;
/**
 * Milliseconds without a slice after which the encoder has nothing left to do; slices that are waited for where it encodes
 * the same picture on and on, as Firefox's does; and seconds that it is waited for at most.
 */
const SILENCE = 3 * SLICE;
const ENOUGH = 4;
const PATIENCE = 10;
/** Pixels of the video for one of the chart, as far as the longer side stays within the second number. */
const SCALE = 2;
const LONGEST = 1920;

export interface Recording {
  /** Ends it early. */
  stop(): void;
  /** The video, once it has ended. Rejects with a sentence if none came about. */
  readonly video: Promise<Blob>;
}

/**
 * Records what `frame` gives, an svg file each time, for so many seconds.
 * @param first the first frame; it fixes the size. Throws Error with a sentence where the browser records only noise.
 */
export function record(
  type: string,
  seconds: number,
  first: HTMLImageElement,
  frame: () => Promise<string>,
): Recording {
  expectReadableCanvas();
  const canvas = canvasFor(first);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('The browser gives no canvas to record.');
  const draw = (image: HTMLImageElement) => context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const recorder = new MediaRecorder(canvas.captureStream(FRAMES), {
    mimeType: type,
    videoBitsPerSecond: BITS_PER_SECOND,
  });
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  let finish = stop;
  const video = new Promise<Blob>((resolve, reject) => {
    const parts: Blob[] = [];
    /** Slices with something in them, and when the last of them was handed over. */
    let slices = 0;
    let heard = 0;
    recorder.ondataavailable = ({ data }) => {
      parts.push(data);
      if (data.size === 0) return;
      heard = performance.now();
      slices++;
    };
    recorder.onerror = () => reject(new Error('The browser could not record the chart.'));
    recorder.onstop = () =>
      slices > 0
        ? resolve(new Blob(parts, { type }))
        : reject(new Error('The browser was too busy to record a single frame. Try it with fewer networks.'));
    recorder.start(SLICE);
    let shown = first;
    draw(shown);
    let finished: number | null = null;
    // The encoder of a busy machine is behind, and what it has not encoded when it is stopped is lost: it is waited for.
    const end = (since: number, enough: number): void => {
      const now = performance.now();
      const silent = slices > 0 && now - Math.max(heard, since) >= SILENCE;
      if (silent || slices >= enough || now - since >= 1000 * PATIENCE) stop();
      else timer = setTimeout(() => end(since, enough), SLICE);
    };
    finish = () => {
      if (finished !== null) return;
      clearTimeout(timer);
      // A video lasts until its last frame.
      draw(shown);
      finished = performance.now();
      end(finished, slices + ENOUGH);
    };
    let timer = setTimeout(finish, 1000 * seconds);
    const next = async () => {
      const began = performance.now();
      if (finished !== null) return;
      shown = await imageOf(await frame());
      if (finished === null) draw(shown);
      setTimeout(() => next().catch(fail), Math.max(0, 1000 / FRAMES - (performance.now() - began)));
    };
    const fail = (error: unknown) => {
      clearTimeout(timer);
      reject(error);
      stop();
    };
    next().catch(fail);
  }).finally(() => {
    for (const track of recorder.stream.getTracks()) track.stop();
  });
  return { stop: () => finish(), video };
}

/** Video wants even numbers of pixels. */
function canvasFor({ naturalWidth, naturalHeight }: HTMLImageElement): HTMLCanvasElement {
  const scale = Math.min(SCALE, LONGEST / Math.max(naturalWidth, naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = 2 * Math.round((scale * naturalWidth) / 2);
  canvas.height = 2 * Math.round((scale * naturalHeight) / 2);
  return canvas;
}
