/** What more a claim holds is left out: nobody gets a membership by it. */
const mostTexts = 10_000

/**
 * Characters that are cut by delimiters, for all mappings together: 8,000 of them by more than a hundred different ones, ten
 * thousand texts by four. A provider and its mappings could have a sign-in cut the same claim for minutes.
 */
const mostCut = 1_000_000
/** In characters: what a text takes, however short it is */
const leastCost = 32

/** The values of claims, each read once */
export type ClaimValues = (name: string, delimiter: string | null) => ReadonlySet<string>

/**
 * Makes what reads the values of claims: with a delimiter, each part of a text is a value, without the blanks around it.
 * Delimiters that come after too many others find nothing.
 */
export function createClaimValues(claims: Readonly<Record<string, unknown>>): ClaimValues {
  const known = new Map<string, Set<string>>()
  let left = mostCut

  function read(name: string, delimiter: string | null): string[] {
    if (delimiter === null) return claimTexts(claims, name)
    if (left <= 0) return []
    const texts = claimTexts(claims, name)
    left -= texts.reduce((cost, text) => cost + Math.max(text.length, leastCost), 0)
    return partsOf(texts, delimiter)
  }

  return (name, delimiter) => {
    const id = JSON.stringify([name, delimiter])
    const values = known.get(id) ?? new Set(read(name, delimiter))
    known.set(id, values)
    return values
  }
}

function partsOf(texts: readonly string[], delimiter: string): string[] {
  const parts: string[] = []
  for (const text of texts) for (const part of text.split(delimiter, mostTexts - parts.length)) parts.push(part.trim())
  return parts
}

/**
 * The texts of a claim: of a text, a number or a truth value, and of each one in a list. A name with dots also finds a claim
 * within others, such as `realm_access.roles`, where no claim has the whole name. Upper and lower case make a difference.
 */
function claimTexts(claims: Readonly<Record<string, unknown>>, name: string): string[] {
  const value = own(claims, name) ?? name.split('.').reduce<unknown>(own, claims)
  const values = Array.isArray(value) ? value.slice(0, mostTexts) : [value]
  return values.flatMap((one) => (['string', 'number', 'boolean'].includes(typeof one) ? [String(one)] : []))
}

const own = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null && !Array.isArray(holder) && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined
