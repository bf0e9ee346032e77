import type { Compilable, CompiledQuery } from 'kysely'
import { type Db, rootOf } from './transaction.ts'

/** Stands for a value while a query is compiled. */
class Slot {
  readonly index: number

  constructor(index: number) {
    this.index = index
  }
}

/** A query with more values is built anew each time: of a list this long, `isAmong` makes one parameter out of the values themselves. */
export const mostKeptValues = 500

const cacheSize = 500
const caches = new WeakMap<Db, Map<string, CompiledQuery>>()

/**
 * Runs a query that is built once for each shape, and then only gets new values: building costs more than running. Texts
 * and numbers among `values` become parameters, so `build` must not look at them; which values are there, how many a
 * list has, and booleans make the shape, so `build` may decide by those.
 * @param name tells the query, with everything `build` depends on besides the shape of `values`, from all others
 */
export async function runCompiled<V extends object, R>(
  db: Db,
  name: string,
  values: V,
  build: (values: V) => Compilable<R>,
): Promise<R[]> {
  const bound: unknown[] = []
  const shape = `${name} ${collect(values, bound)}`
  if (bound.length > mostKeptValues) return (await db.executeQuery(build(values).compile())).rows
  const cache = cacheOf(rootOf(db))
  let compiled = cache.get(shape) as CompiledQuery<R> | undefined
  if (!compiled) {
    compiled = build(withSlots(values, { next: 0 }) as V).compile()
    if (cache.size >= cacheSize) cache.clear()
    cache.set(shape, compiled)
  }
  const parameters = compiled.parameters.map((value) => (value instanceof Slot ? bound[value.index] : value))
  const { rows } = await db.executeQuery<R>({ ...compiled, parameters })
  return rows
}

/** Of the database, not of one transaction */
function cacheOf(db: Db): Map<string, CompiledQuery> {
  const root = rootOf(db)
  const known = caches.get(root)
  if (known) return known
  const cache = new Map<string, CompiledQuery>()
  caches.set(root, cache)
  return cache
}

const isBound = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'

/** Gathers the values to bind, and says what the rest looks like. */
function collect(value: unknown, bound: unknown[]): string {
  if (isBound(value)) {
    bound.push(value)
    return '?'
  }
  if (typeof value !== 'object' || value === null) return String(value)
  let shape = Array.isArray(value) ? '[' : '{'
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) shape += `${name}:${collect(member, bound)},`
  }
  return `${shape}}`
}

/** The same walk, in the same order, with slots in the place of the values. */
function withSlots(value: unknown, counter: { next: number }): unknown {
  if (isBound(value)) return new Slot(counter.next++)
  if (Array.isArray(value)) return value.map((member) => withSlots(member, counter))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withSlots(member, counter)]))
}
