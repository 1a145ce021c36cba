import { expect, test } from 'vitest';
import type { Outcome } from '../verdict.ts';
import { kindOf, newsOf } from './verdictNews.ts';

const arm = (label: string, outcome: Outcome, text = `${label} is ${outcome}.`) => ({ label, outcome, text });

test('what has become another kind is news, arm by arm', () => {
  const before = [arm('RePU(2)', 'open'), arm('MRePU(2)', 'open')].map(kindOf);
  expect(newsOf([arm('RePU(2)', 'failed'), arm('MRePU(2)', 'open')], before)).toBe('RePU(2) is failed.');
  expect(newsOf([arm('RePU(2)', 'failed'), arm('MRePU(2)', 'fine')], before)).toBe(
    'RePU(2) is failed. MRePU(2) is fine.',
  );
});

test('other numbers, and what cannot be told yet, are none', () => {
  const told = [kindOf(arm('tanh', 'fine'))];
  expect(newsOf([arm('tanh', 'fine', 'tanh is learning: loss 0.01.')], told)).toBe('');
  expect(newsOf([arm('tanh', 'open')], told)).toBe('');
});

test('another activation of the same fate is news', () => {
  expect(newsOf([arm('ReLU', 'fine')], [kindOf(arm('tanh', 'fine'))])).toBe('ReLU is fine.');
});
