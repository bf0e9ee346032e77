/** The encodings of an Accept-Encoding header (RFC 9110, 12.5.3): `gzip, br;q=0` → gzip alone */
export function acceptedEncodings(header: string | string[] | undefined): Set<string> {
  const offers = [header ?? []].flat().join(',').toLowerCase().split(',')
  const wanted = offers.map((offer) => offer.split(';').map((part) => part.trim()))
  return new Set(wanted.filter(([, weight]) => !/^q=0(?:\.0*)?$/.test(weight ?? '')).map(([name]) => name ?? ''))
}
