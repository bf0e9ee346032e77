type Rgb = [number, number, number]

/** What is derived of a brand's color for one color scheme. */
interface BrandShades {
  /** Behind the text of the main buttons: 3:1 against what is around it */
  filled: string
  hover: string
  /** The text on both: 4.5:1 */
  on: string
  /** Behind the page that is open, and behind quiet buttons */
  tint: string
  tintHover: string
  /** Links and the text on both: 4.5:1 on these, and on every background in use */
  onTint: string
}

/** What pages have as backgrounds: see `cssVariables` in app/theme.ts */
const backgrounds = {
  light: ['#ffffff', '#f6f7f9', '#f3f5f8'],
  dark: ['#191c22', '#15171c', '#111317', '#20242b'],
} as const

const white: Rgb = [255, 255, 255]
const black: Rgb = [0, 0, 0]

/**
 * Shades of a color that can be read in light and in dark (WCAG 2.2, 1.4.3 and 1.4.11): the color itself where it has
 * enough contrast, otherwise the nearest one towards black, in dark towards white.
 */
export function brandShades(color: string, scheme: keyof typeof backgrounds): BrandShades {
  const [around, away]: [Rgb[], Rgb] = [backgrounds[scheme].map(parse), scheme === 'light' ? black : white]
  const isLost = isGrey(parse(color)) && around.some((one) => contrast(parse(color), one) < 3)
  const isSeen = (shade: Rgb, behind: readonly Rgb[], least: number): boolean =>
    behind.every((one) => contrast(shade, one) >= (isLost ? leastOfGrey : least))
  const filled = nearest(parse(color), away, (shade) => isSeen(shade, around, 3))
  const on = contrast(filled, white) >= 4.5 ? white : black
  // Away from the text on it, so that its contrast only grows.
  const hover = mixed(filled, on === white ? black : white, 0.12)
  const [tint, tintHover] = [0.1, 0.16].map((share) => mixed(around[0] ?? away, filled, share)) as [Rgb, Rgb]
  const onTint = nearest(parse(color), away, (shade) => isSeen(shade, [...around, tint, tintHover], 4.5))
  const shades = { filled, hover, on, tint, tintHover, onTint }
  return Object.fromEntries(
    Object.entries(shades).map(([name, shade]) => [name, format(shade)]),
  ) as unknown as BrandShades
}

/** A grey that is only just readable looks like what is out of use. Black becomes nearly white in dark. */
const leastOfGrey = 9
const isGrey = (color: Rgb): boolean => Math.max(...color) - Math.min(...color) < 24

function nearest(color: Rgb, away: Rgb, isEnough: (shade: Rgb) => boolean): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mixed(color, away, share)
    if (isEnough(shade)) return shade
  }
  return away
}

const mixed = (one: Rgb, other: Rgb, share: number): Rgb =>
  one.map((channel, index) => Math.round(channel + ((other[index] ?? 0) - channel) * share)) as Rgb

/** WCAG 2.2, definition of contrast ratio */
export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** `#rrggbb`, which the server checks */
export const parse = (color: string): Rgb =>
  [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16)) as Rgb

const format = (color: Rgb): string => `#${color.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
