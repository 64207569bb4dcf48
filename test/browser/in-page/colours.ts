// Colours in sRGB: channels 0 to 255, alpha 0 to 1.

export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

const known = new Map<string, Colour>();
const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;

/** Of a computed value, in whatever notation. */
export function colourOf(css: string): Colour {
  const before = known.get(css);
  if (before !== undefined) return before;
  const colour = readRgb(css) ?? paint(css);
  known.set(css, colour);
  return colour;
}

function readRgb(css: string): Colour | undefined {
  const match = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(css);
  if (match === null) return undefined;
  const [red, green, blue, alpha] = match.slice(1).map((part) => (part === undefined ? 1 : Number(part)));
  return { red: red!, green: green!, blue: blue!, alpha: alpha! };
}

/** Any other notation, as the browser itself understands it. */
function paint(css: string): Colour {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = css;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return { red: red!, green: green!, blue: blue!, alpha: alpha! / 255 };
}

export function fade(colour: Colour, opacity: number): Colour {
  return { ...colour, alpha: colour.alpha * opacity };
}

/** What is seen where the one lies on the other; what lies below is opaque. */
export function layOn(above: Colour, below: Colour): Colour {
  const mix = (over: number, under: number) => over * above.alpha + under * (1 - above.alpha);
  return {
    red: mix(above.red, below.red),
    green: mix(above.green, below.green),
    blue: mix(above.blue, below.blue),
    alpha: 1,
  };
}

/** 1 to 21, as WCAG 2.2 defines it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(a: Colour, b: Colour): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance({ red, green, blue }: Colour): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

export function showColour({ red, green, blue }: Colour): string {
  return `#${[red, green, blue].map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}
