/** Between a card and what it belongs to, and the least between it and the window's edges, CSS pixels. */
export const GAP = 6;

export type Side = 'above' | 'below';

interface Size {
  readonly width: number;
  readonly height: number;
}

type Edges = Pick<DOMRect, 'left' | 'top' | 'bottom'>;

/** In the window, CSS pixels: `edge` is the card's edge that is next to its anchor, from the top of the window. */
export interface Place {
  readonly side: Side;
  readonly left: number;
  readonly edge: number;
  readonly maxHeight: number;
}

/**
 * Where a card stands beside its anchor: on the side it prefers, unless it does not fit there and the other has more room;
 * moved to the left as far as the window needs it.
 */
export function beside(anchor: Edges, card: Size, window: Size, preferred: Side): Place {
  const room = { above: anchor.top - 2 * GAP, below: window.height - anchor.bottom - 2 * GAP };
  const other = preferred === 'above' ? 'below' : 'above';
  const side = room[preferred] < card.height && room[preferred] < room[other] ? other : preferred;
  return {
    side,
    left: Math.max(GAP, Math.min(anchor.left, window.width - card.width - GAP)),
    edge: side === 'above' ? anchor.top - GAP : anchor.bottom + GAP,
    maxHeight: room[side],
  };
}
