/** The modules of the script, each with how it is used. */
const STANDARD = ['argparse', 'csv', 'math', 'statistics'] as const;

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
  return [...standard.map((name) => `import ${name}`), '', ...installed.map(([, statement]) => statement)].join('\n');
}
