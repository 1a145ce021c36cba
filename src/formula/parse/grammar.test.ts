import { readFileSync } from 'node:fs';
import peggy from 'peggy';
import { expect, test } from 'vitest';

/** `npx vitest run --project unit src/formula/parse/grammar.test.ts -u` writes it anew. */
test('parser.js is what Peggy makes of grammar.peggy', async () => {
  const grammar = readFileSync(new URL('./grammar.peggy', import.meta.url), 'utf8');
  const made = peggy.generate(grammar, { output: 'source', format: 'es', grammarSource: 'grammar.peggy' });
  await expect(made).toMatchFileSnapshot('./parser.js');
});
