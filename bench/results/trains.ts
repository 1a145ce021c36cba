import type { Ending, Order } from './network.ts';

/** Who tells how a network ended: by training it, or from what is known. */
export interface Trains {
  train(order: Order): Promise<Ending>;
}

/** Nobody has trained this network yet. */
export class NotMeasured extends Error {
  override name = 'NotMeasured';
}

/** What a measurement comes to; null where a part of it has not been measured. */
export async function ifMeasured<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotMeasured) return null;
    throw error;
  }
}

/** Works on so many items at a time, in their order. */
export async function eachOf<Item>(
  items: readonly Item[],
  atATime: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (const item of rest) await work(item);
    }),
  );
}
