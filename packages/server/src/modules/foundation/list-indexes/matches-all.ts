import { searchedInName } from '../../../db/folded-columns.ts'
import { inByteOrder } from './in-byte-order.ts'
import type { ListQuestion } from './list-index.ts'

// What the lists that are kept in memory ask of a row. Their names are folded and in byte order.

/** Whether a row fulfils all rules. Undefined: there are none. */
export const matchesAll = <R>(rules: readonly ((row: R) => boolean)[]): ListQuestion<R>['matches'] =>
  rules.length === 0 ? undefined : (row) => rules.every((rule) => rule(row))

export function isOneOf<Field extends string>(
  field: Field,
  values: Iterable<string>,
): (row: Record<Field, string>) => boolean {
  const all = new Set(values)
  return (row) => all.has(row[field])
}

export function hasNameWith(text: string): (row: { name: string }) => boolean {
  const searched = inByteOrder(searchedInName(text))
  return ({ name }) => name.includes(searched)
}
