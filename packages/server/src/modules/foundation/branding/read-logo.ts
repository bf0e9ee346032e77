const prefix = 'data:image/png;base64,'
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const mostBytes = 65_536
const [leastSide, mostSide] = [16, 1_024]

/** So many characters of a `data:` URL hold the largest logo. */
export const longestLogo = prefix.length + Math.ceil(mostBytes / 3) * 4

/**
 * The bytes of a logo that is given as a `data:` URL. Only PNG, by its first bytes, whatever the URL says: an SVG could
 * hold scripts. A small file can be a huge picture, which would cost each browser its memory: the sides are bounded.
 * @returns what is wrong, in words that follow "The field logo", where it is none
 */
export function readLogo(url: string): Buffer | string {
  const encoded = url.startsWith(prefix) ? url.slice(prefix.length) : undefined
  if (encoded === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return `must be a PNG as a data URL, ${prefix}…`
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.toString('base64') !== encoded) return 'must be base64 with its padding'
  if (bytes.length > mostBytes) return `has ${bytes.length} bytes: 65,536 at most`
  // PNG, third edition, section 5.2 and 11.2.1: the signature, then the chunk IHDR with width and height
  const isPng =
    bytes.length > 33 && bytes.subarray(0, 8).equals(signature) && bytes.toString('latin1', 12, 16) === 'IHDR'
  if (!isPng) return 'is no PNG: its first bytes are others'
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const isSized = [width, height].every((side) => side >= leastSide && side <= mostSide)
  return isSized ? bytes : `is a picture of ${width} × ${height}: each side must have 16 to 1,024 pixels`
}
