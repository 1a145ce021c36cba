import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DIGITS_MAGIC } from '../../tasks/digitsFile.ts';

/** A file of two images of four pixels. */
function packed(): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(16 + 2 + 8);
  const view = new DataView(file.buffer);
  for (const [i, value] of [DIGITS_MAGIC, 2, 1, 4].entries()) view.setUint32(4 * i, value, true);
  file.set([3, 7, 0, 255, 0, 255, 255, 0, 255, 0], 16);
  return new Uint8Array(gzipSync(file));
}

const answer = (body: Uint8Array<ArrayBuffer>, init: ResponseInit = {}) =>
  new Response(body, { headers: { 'content-length': String(packed().length) }, ...init });

const fetched = vi.fn<typeof fetch>();

/** A page that has loaded nothing yet. */
async function freshPage() {
  vi.resetModules();
  const { ensureDataset } = await import('./load.ts');
  const { loadedDataset } = await import('../../tasks/datasets.ts');
  return { ensureDataset, loadedDataset };
}

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the digits', () => {
  it('are fetched once, with progress from unknown to all of it', async () => {
    const { ensureDataset, loadedDataset } = await freshPage();
    fetched.mockResolvedValue(answer(packed()));
    const fractions: (number | null)[] = [];
    await ensureDataset('digits', (fraction) => fractions.push(fraction));
    expect(loadedDataset('digits')).toMatchObject({ size: 2, features: 4, image: { width: 2, height: 2 } });
    expect(fractions.at(-1)).toBe(1);
    await ensureDataset('digits', () => {});
    expect(fetched).toHaveBeenCalledOnce();
  });

  it('wanted twice at a time are fetched once, and both are told of the progress', async () => {
    const { ensureDataset } = await freshPage();
    fetched.mockResolvedValue(answer(packed()));
    const [first, second] = [vi.fn(), vi.fn()];
    await Promise.all([ensureDataset('digits', first), ensureDataset('digits', second)]);
    expect(fetched).toHaveBeenCalledOnce();
    expect(first).toHaveBeenLastCalledWith(1);
    expect(second).toHaveBeenLastCalledWith(1);
  });

  it('come without a fraction from a server that does not say how long they are', async () => {
    const { ensureDataset, loadedDataset } = await freshPage();
    fetched.mockResolvedValue(answer(packed(), { headers: {} }));
    const fractions: (number | null)[] = [];
    await ensureDataset('digits', (fraction) => fractions.push(fraction));
    expect(fractions.every((fraction) => fraction === null)).toBe(true);
    expect(loadedDataset('digits')).not.toBeNull();
  });

  const damaged = packed().fill(0, 20, 24);
  it.each<[string, () => Promise<Response>, RegExp]>([
    ['the server has none', async () => answer(packed(), { status: 404 }), /\(the server answered 404\)/],
    ['there is no server', () => Promise.reject(new TypeError('Failed to fetch')), /\(the server cannot be reached\)/],
    ['they are cut short', async () => answer(packed().slice(0, -12)), /\(the file came cut short or damaged\)/],
    ['they are damaged', async () => answer(damaged), /\(the file came cut short or damaged\)/],
    ['there is nothing in the answer', async () => new Response(null), /\(the file of digits ends at byte 0/i],
    ['it is another file', async () => answer(new Uint8Array(gzipSync('<html>another page</html>'))), /RLD1 at byte 0/],
  ])('where %s: a sentence, and another try loads them', async (_, broken, sentence) => {
    const { ensureDataset, loadedDataset } = await freshPage();
    fetched.mockImplementationOnce(broken).mockResolvedValue(answer(packed()));
    const failed = ensureDataset('digits', () => {});
    await expect(failed).rejects.toThrow(/^The handwritten digits could not be loaded \(.*\)\. Choose the task again/);
    await expect(failed).rejects.toThrow(sentence);
    expect(loadedDataset('digits')).toBeNull();
    await ensureDataset('digits', () => {});
    expect(loadedDataset('digits')).not.toBeNull();
  });

  it('of a device that is offline: the sentence says so', async () => {
    const { ensureDataset } = await freshPage();
    vi.stubGlobal('navigator', { onLine: false });
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(ensureDataset('digits', () => {})).rejects.toThrow('(this device is offline)');
  });
});

it('the visitor’s own data cannot be fetched', async () => {
  const { ensureDataset } = await freshPage();
  await expect(ensureDataset('own', () => {})).rejects.toThrow(/dropped on the page first/);
  expect(fetched).not.toHaveBeenCalled();
});
