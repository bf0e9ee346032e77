import { compareTexts } from './in-byte-order.ts'

/** A row of a list, with what the list is filtered and sorted by */
export interface IndexedRow {
  key: string
}

/** An order, which is kept under its name. The key breaks ties. */
export interface ListOrder<R> {
  name: string
  compare(one: R, other: R): number
}

export const orderBy = <Field extends string>(field: Field): ListOrder<Record<Field, string | null>> => ({
  name: field,
  compare: (one, other) => compareTexts(one[field], other[field]),
})

/** What a list asks of an index: a page of the rows that match, in an order or its reverse */
export interface ListQuestion<R> {
  /** Undefined: all rows do */
  matches?: ((row: R) => boolean) | undefined
  order: ListOrder<R>
  isDescending: boolean
  limit: number
  offset: number
}

/** How many orders are kept. Of deployed assets, there is one for each stage. */
const mostOrders = 12

/** All rows of a list of one organization, sorted in each order that was asked for. */
export class ListIndex<R extends IndexedRow> {
  readonly #rows: Map<string, R>
  /** The order that was used last comes last. */
  readonly #sorted = new Map<string, { order: ListOrder<R>; rows: R[] }>()

  constructor(rows: readonly R[]) {
    this.#rows = new Map(rows.map((row) => [row.key, row]))
  }

  get size(): number {
    return this.#rows.size
  }

  /** Puts these rows in the place of those that have the keys. Keys that come without a row are gone. */
  update(keys: readonly string[], rows: readonly R[]): void {
    const former = new Set(keys.flatMap((key) => this.#rows.get(key) ?? []))
    for (const key of keys) this.#rows.delete(key)
    for (const row of rows) this.#rows.set(row.key, row)
    for (const sorted of this.#sorted.values()) {
      const kept = former.size === 0 ? sorted.rows : sorted.rows.filter((row) => !former.has(row))
      sorted.rows = merged(kept, rows.toSorted(byOrder(sorted.order)), sorted.order)
    }
  }

  page({ matches, order, isDescending, limit, offset }: ListQuestion<R>): { keys: string[]; total: number } {
    const rows = this.#inOrder(order)
    const at = (index: number): R => rows[isDescending ? rows.length - 1 - index : index] as R
    const keys: string[] = []
    if (!matches) {
      const end = Math.min(rows.length, offset + limit)
      for (let index = offset; index < end; index++) keys.push(at(index).key)
      return { keys, total: rows.length }
    }
    let total = 0
    for (let index = 0; index < rows.length; index++) {
      const row = at(index)
      if (!matches(row)) continue
      if (total >= offset && keys.length < limit) keys.push(row.key)
      total++
    }
    return { keys, total }
  }

  #inOrder(order: ListOrder<R>): readonly R[] {
    const sorted = this.#sorted.get(order.name) ?? {
      order,
      rows: [...this.#rows.values()].sort(byOrder(order)),
    }
    this.#sorted.delete(order.name)
    this.#sorted.set(order.name, sorted)
    const [oldest] = this.#sorted.keys()
    if (this.#sorted.size > mostOrders && oldest !== undefined) this.#sorted.delete(oldest)
    return sorted.rows
  }
}

const byOrder =
  <R extends IndexedRow>({ compare }: ListOrder<R>) =>
  (one: R, other: R): number =>
    compare(one, other) || compareTexts(one.key, other.key)

/** Two sorted lists as one. */
function merged<R extends IndexedRow>(rows: readonly R[], added: readonly R[], order: ListOrder<R>): R[] {
  const compare = byOrder(order)
  const all: R[] = []
  let next = 0
  for (const row of rows) {
    for (let one = added[next]; one && compare(one, row) < 0; one = added[next]) {
      all.push(one)
      next++
    }
    all.push(row)
  }
  return all.concat(added.slice(next))
}
