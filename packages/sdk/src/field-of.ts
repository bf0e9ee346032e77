/** The ways in which details name a field or parameter. Those of other servers name it in no known way. */
const patterns = [
  /^The (?:field|parameter) (\S+) /,
  /^There is no (?:field|parameter) (.+?)\. (?:There are|None) /,
  /^(\w+(?:\[\d+\]|\.\w+)*) must /,
  /^([a-z]\w*(?:\[\d+\]|\.\w+)*): /,
]

/** The field or parameter that a problem's detail names, for instance `email` or `records[3].email`. */
export function fieldOf(detail: string): string | undefined {
  for (const pattern of patterns) {
    const [, field] = pattern.exec(detail) ?? []
    if (field) return field
  }
  return undefined
}
