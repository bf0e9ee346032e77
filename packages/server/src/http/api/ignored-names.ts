/** The header that names what a request held and nobody read. CORS has to name it in Access-Control-Expose-Headers. */
export const ignoredNamesHeader = 'Portico-Ignored'

/** Bytes of the header's value, all of them ASCII */
const mostBytes = 1_000
/** Of one name. In UTF-8, percent-encoded, they take up to 900 bytes. */
const mostCharacters = 100

export interface IgnoredNames {
  /** @param path of the object that the name stands in: `records[].`, or nothing */
  add(path: string, name: string): void
  /** The names as the header holds them, each once; undefined where there are none */
  text(): string | undefined
}

/**
 * Collects names that a request held and that are left out, never their values. What exceeds the length of the header is
 * forgotten: a query may hold thousands of names.
 */
export function createIgnoredNames(): IgnoredNames {
  const names = new Set<string>()
  let bytes = 0
  let isFull = false
  return {
    add(path, name) {
      if (isFull) return
      // Brackets and dots are the path's. encodeURIComponent throws at half of a surrogate pair.
      const encoded = path + encodeURIComponent(name.slice(0, mostCharacters).toWellFormed() || '(empty)')
      if (names.has(encoded)) return
      bytes += encoded.length + separator.length
      isFull = bytes - separator.length > mostBytes
      if (!isFull) names.add(encoded)
    },
    text: () => (names.size > 0 ? [...names].join(separator) : undefined),
  }
}

const separator = ', '
