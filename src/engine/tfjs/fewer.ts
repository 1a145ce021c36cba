/** The same function in fewer operations: here each is a kernel of its own, and costs far more than its arithmetic. */
import type { Expression } from '../../formula/graph.ts';
import * as f from '../../formula/graph.ts';

/** a^2 b + a c as a (a b + c), wherever that takes fewer operations: σ′ by the product rule is full of such sums. */
export const inFewer = (root: Expression): Expression =>
  f.transformed(root, (node) => (node.op === 'add' ? factored(node) : node));

function factored(sum: Expression): Expression {
  const [left, right] = sum.operands.map(factorsOf) as [Factors, Factors];
  const common = [...left].flatMap(([base, power]) => {
    const shared = Math.min(power, right.get(base) ?? 0);
    return shared > 0 && base.op !== 'constant' ? [[base, shared] as const] : [];
  });
  if (common.length === 0) return sum;
  const rest = (factors: Factors) => {
    const others = new Map(factors);
    for (const [base, shared] of common) others.set(base, (others.get(base) ?? 0) - shared);
    return product(others);
  };
  const made = f.mul(product(new Map(common)), f.add(rest(left), rest(right)));
  return fewest([sum, made]);
}

/** The first of those with the fewest operations. */
export const fewest = (forms: readonly Expression[]): Expression =>
  forms.reduce((best, form) => (operationsIn(form) < operationsIn(best) ? form : best));

/** How often each factor stands in a product. */
type Factors = ReadonlyMap<Expression, number>;

function factorsOf(expression: Expression): Factors {
  const factors = new Map<Expression, number>();
  const visit = (node: Expression, times: number): void => {
    if (node.op === 'mul') for (const operand of node.operands) visit(operand, times);
    else if (node.op === 'power' && node.value > 0) visit(node.operands[0]!, times * node.value);
    else factors.set(node, (factors.get(node) ?? 0) + times);
  };
  visit(expression, 1);
  return factors;
}

const product = (factors: Factors): Expression =>
  [...factors].reduce((made, [base, power]) => f.mul(made, f.power(base, power)), f.constant(1));

/** A square is one operation, a higher power as many products as it takes. */
export const operationsIn = (root: Expression): number =>
  f.nodesOf(root).reduce((sum, { op, operands, value }) => {
    if (operands.length === 0) return sum;
    return sum + (op === 'power' ? Math.max(1, Math.abs(value) - 1) : 1);
  }, 0);
