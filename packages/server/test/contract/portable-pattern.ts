/** Escapes that JavaScript, Python, Go (RE2), Java, Rust and .NET all have. */
const escapes = /^\\(x[0-9a-fA-F]{2}|[nrtdDwWsS]|[^A-Za-z0-9\s])/

/**
 * What another language's regular expressions refuse in a pattern, or read otherwise; undefined where all read it alike.
 * Looking around, back references and named groups are missing in Go and Rust, `\p{…}` and `\u{…}` in Python.
 */
export function notPortable(pattern: string): string | undefined {
  try {
    new RegExp(pattern)
    new RegExp(pattern, 'u')
  } catch (error) {
    return (error as Error).message
  }
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at)
    if (rest.startsWith('\\')) {
      const escaped = escapes.exec(rest)?.[0]
      if (!escaped) return `the escape ${rest.slice(0, 3)}`
      at += escaped.length - 1
    } else if (rest.startsWith('(?') && !rest.startsWith('(?:')) return `the group ${rest.slice(0, 4)}`
    // Python and Java take these, Go does not.
    else if (/^[*+?}]\+/.test(rest)) return `the possessive ${rest.slice(0, 2)}`
    // Java subtracts and intersects classes by these.
    else if (/^(&&|--|~~|\|\|)/.test(rest)) return `the operator ${rest.slice(0, 2)}`
  }
  return undefined
}
