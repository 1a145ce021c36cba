import { expect, open, test, verdict } from './lab.ts';

test('digits open on the pad: what is drawn there is answered, and the answers have headings only where there are some', async ({
  lab,
}) => {
  await open(lab, 'task=digits&arm=relu&arm=repu.2_k1.50&depth=9&width=16&batch=32&steps=30');
  await expect(verdict(lab, 1)).toContainText('after 30 steps');
  const picture = lab.getByRole('region', { name: 'Digits' });
  const pad = picture.getByRole('application', { name: /Drawing pad/ });
  await expect(pad).toContainText('draw here');
  const box = await pad.boundingBox();
  if (!box) throw new Error('The pad is not on the page.');
  await lab.mouse.move(box.x + box.width / 2, box.y + 30);
  await lab.mouse.down();
  await lab.mouse.move(box.x + box.width / 2, box.y + box.height - 30, { steps: 6 });
  await lab.mouse.up();
  await expect(pad).not.toContainText('draw here');
  await expect(picture.getByRole('region', { name: 'ReLU’s answer', exact: true })).toContainText(/says \d/);
  await picture.getByRole('radio', { name: 'answers' }).check();
  const answers = (label: string) => picture.getByRole('region', { name: `Answers of ${label}`, exact: true });
  await expect(answers('ReLU')).toContainText(/right of \d+/);
  await expect(answers('ReLU')).toContainText(/wrong: \d+/);
  // Lost before its first step: it has no answers.
  await expect(answers('RePU(2)').locator('.thumbnails-name')).toHaveCount(0);
});
