/** The modules of the script, each with how it is used. */
const STANDARD = ['argparse', 'array', 'csv', 'gzip', 'io', 'math', 're', 'statistics', 'sys'] as const;

const INSTALLED: readonly (readonly [RegExp, string])[] = [
  [/\btorch\./, 'import torch'],
  [/\bnn\./, 'from torch import nn'],
  [/\bF\./, 'from torch.nn import functional as F'],
  [/\bMNIST\(/, 'from torchvision.datasets import MNIST  # pip install torchvision'],
];

/** Python's import statements for the modules that the program uses. */
export function importsOf(program: string): string {
  const standard = STANDARD.filter((name) => new RegExp(`\\b${name}\\.`).test(program));
  const installed = INSTALLED.filter(([use]) => use.test(program));
  const path = /\bPath\(/.test(program) ? ['from pathlib import Path'] : [];
  return [
    ...standard.map((name) => `import ${name}`),
    ...path,
    '',
    ...installed.map(([, statement]) => statement),
  ].join('\n');
}
