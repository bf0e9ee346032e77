/**
 * Where a JSON value holds half of a surrogate pair without the other half (RFC 8259, section 8.2), which is no character
 * and which PostgreSQL cannot store: a path such as `.records[3].name`. Undefined where it holds none.
 * @param text what the value was parsed from: UTF-8 holds no such halves itself, but JSON can escape them
 */
export function findHalfCharacter(value: unknown, text: string): string | undefined {
  return /\\u[dD][89a-fA-F]/.test(text) ? pathIn(value) : undefined
}

function pathIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : ''
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, part] of Object.entries(value)) {
    const step = Array.isArray(value) ? `[${name}]` : `.${name.toWellFormed().slice(0, 100)}`
    const found = name.isWellFormed() ? pathIn(part) : ''
    if (found !== undefined) return `${step}${found}`
  }
  return undefined
}
