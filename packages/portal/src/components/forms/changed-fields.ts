/**
 * Sets and maps by what they hold, without regard to its order: selected permissions are such. Lines without the number
 * that tells them apart on the page.
 */
function comparable(name: string, value: unknown): unknown {
  if (name === 'id' && typeof value === 'number') return undefined
  return value instanceof Set || value instanceof Map ? [...value].sort() : value
}

export const isSameValue = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one, comparable) === JSON.stringify(other, comparable)

/** The names whose values differ */
export const changedNames = <T extends object>(before: T, after: T): (keyof T & string)[] =>
  (Object.keys({ ...before, ...after }) as (keyof T & string)[]).filter(
    (name) => !isSameValue(before[name], after[name]),
  )

/** What of a request differs, also within a field that holds others: all that is sent. */
export function changedPart<T extends object>(before: T, after: T): Partial<T> {
  const part = pick(after, changedNames(before, after))
  for (const [name, value] of Object.entries(part)) {
    const former = before[name as keyof T]
    if (isRecord(former) && isRecord(value)) Object.assign(part, { [name]: pick(value, changedNames(former, value)) })
  }
  return part
}

export const pick = <T extends object>(from: T, names: readonly (keyof T & string)[]): Partial<T> =>
  Object.fromEntries(names.flatMap((name) => (name in from ? [[name, from[name]]] : []))) as Partial<T>

/** The names of fields that differ, also of those within one that holds others, such as `oidcConfiguration.clientId` */
export function changedLeaves<T extends object>(before: T, after: T): string[] {
  return changedNames(before, after).flatMap((name) => {
    const [one, other] = [before[name], after[name]]
    return isRecord(one) && isRecord(other) ? changedLeaves(one, other) : [name]
  })
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
