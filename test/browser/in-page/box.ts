// Rectangles in pixels of the viewport; right and bottom are exclusive.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** `undefined` where they share nothing. */
export function intersect(a: Box, b: Box): Box | undefined {
  const both = {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
  return both.left < both.right && both.top < both.bottom ? both : undefined;
}

/**
 * Without its outermost parts: `x` pixels on the left and on the right, and the given share of its height above and
 * below, for lines are higher than the letters in them.
 */
export function shrink({ left, top, right, bottom }: Box, x: number, shareOfHeight: number): Box {
  const y = (bottom - top) * shareOfHeight;
  return { left: left + x, top: top + y, right: right - x, bottom: bottom - y };
}
