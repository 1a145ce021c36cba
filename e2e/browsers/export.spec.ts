import { expect, type Lab, soon, test } from './lab.ts';

/** What a page keeps of the files it gives: a browser's own way to save them is not the lab's. */
interface Keeping {
  saved: { name: string; url: string }[];
}

async function openDialog(lab: Lab, fragment: string): Promise<void> {
  await lab.open(fragment);
  await lab.says(2, /after|is learning/);
  await lab.run(() => {
    const keeping = window as unknown as Keeping;
    keeping.saved = [];
    HTMLAnchorElement.prototype.click = function () {
      keeping.saved.push({ name: this.download, url: this.href });
    };
  });
  await lab.click('button', 'Export');
}

/** Presses a button of the dialog, and returns the name and the text of the file that it gives. */
async function saved(lab: Lab, button: string): Promise<{ name: string; text: string }> {
  const count = () => lab.run(() => (window as unknown as Keeping).saved.length);
  const before = await count();
  await lab.click('button', button);
  await soon(count, `a file of “${button}”`).toBe(before + 1);
  return lab.run(async () => {
    const { name, url } = (window as unknown as Keeping).saved.at(-1) as Keeping['saved'][number];
    return { name, text: await (await fetch(url)).text() };
  });
}

test('charts, numbers and the script are exported', async ({ lab }) => {
  await openDialog(lab, 'depth=3&width=8&steps=20');
  const svg = await saved(lab, 'Loss as SVG');
  expect(svg.name).toMatch(/Loss\.svg$/);
  const faults = (text: string) =>
    new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror').length;
  expect(await lab.run(faults, svg.text)).toBe(0);
  expect((await saved(lab, 'Loss as PNG')).name).toMatch(/Loss\.png$/);
  const colours = await lab.run(async () => {
    const image = new Image();
    image.src = (window as unknown as Keeping).saved.at(-1)?.url ?? '';
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size;
  });
  expect(colours).toBeGreaterThan(10);
  expect((await saved(lab, 'Latest measurement as CSV')).text.split('\r\n')[0]).toContain('variance');
  expect(JSON.parse((await saved(lab, 'All as JSON')).text).latest.step).toBe(20);
  expect((await saved(lab, 'PyTorch script')).text).toContain('import torch');
});

test('the run is recorded as a video that this browser plays, or the page says that it cannot', async ({ lab }) => {
  await openDialog(lab, 'depth=3&width=16&steps=0');
  const refusal = 'This browser cannot record a canvas as a video';
  await soon(() => lab.text('dialog.export')).toMatch(new RegExp(`Seconds|${refusal}`));
  if ((await lab.text('dialog.export')).includes(refusal)) return;
  await lab.fill('spinbutton', 'Seconds', '1');
  await saved(lab, 'Record');
  const video = await lab.run(async () => {
    const element = document.createElement('video');
    element.muted = true;
    element.src = (window as unknown as Keeping).saved.at(-1)?.url ?? '';
    await element.play();
    await new Promise((resolve) => element.addEventListener('timeupdate', resolve, { once: true }));
    return { name: (window as unknown as Keeping).saved.at(-1)?.name, width: element.videoWidth };
  });
  expect(video.width).toBeGreaterThan(600);
});
