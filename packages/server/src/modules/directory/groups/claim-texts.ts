/** What more a claim holds is left out: nobody gets a membership by it. */
const mostTexts = 10_000

/**
 * The texts of a claim: of a text, a number or a truth value, and of each one in a list. A name with dots also finds a claim
 * within others, such as `realm_access.roles`, where no claim has the whole name. Upper and lower case make a difference.
 */
export function claimTexts(claims: Readonly<Record<string, unknown>>, name: string): string[] {
  const value = own(claims, name) ?? name.split('.').reduce<unknown>(own, claims)
  const values = Array.isArray(value) ? value.slice(0, mostTexts) : [value]
  return values.flatMap((one) => (['string', 'number', 'boolean'].includes(typeof one) ? [String(one)] : []))
}

const own = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null && !Array.isArray(holder) && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined
