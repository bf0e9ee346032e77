import type { ChangeFeed } from './change-feed.ts'

/**
 * What is kept in memory of organizations' rows, such as their API clients. Everything of an organization is dropped when
 * it changes, here or in another process, and nothing is served from memory while the database cannot be asked.
 */
export class OrganizationCache<T> {
  readonly #changes: ChangeFeed
  readonly #limit: number
  readonly #values = new Map<string, Map<string, T>>()
  #size = 0
  /** Counts the droppings, so that a value read before one is not kept after it. */
  #generation = 0

  constructor(changes: ChangeFeed, limit = 10_000) {
    this.#changes = changes
    this.#limit = limit
    changes.onChange((organizationKey) => this.#forget(organizationKey))
  }

  /** The value, if it is in memory and holds. */
  get(organizationKey: string, id: string): T | undefined {
    this.#changes.catchUp()
    return this.#changes.isCurrent() ? this.#values.get(organizationKey)?.get(id) : undefined
  }

  /** Reads the value and keeps it. What does not exist is not kept. */
  async load<R extends T | undefined>(organizationKey: string, id: string, read: () => Promise<R>): Promise<R> {
    const generation = this.#generation
    const value = await read()
    if (value !== undefined && generation === this.#generation) this.#keep(organizationKey, id, value)
    return value
  }

  #forget(organizationKey: string | undefined): void {
    this.#generation++
    if (organizationKey === undefined) {
      this.#values.clear()
      this.#size = 0
      return
    }
    this.#size -= this.#values.get(organizationKey)?.size ?? 0
    this.#values.delete(organizationKey)
  }

  #keep(organizationKey: string, id: string, value: T): void {
    if (this.#size >= this.#limit) {
      this.#values.clear()
      this.#size = 0
    }
    const values = this.#values.get(organizationKey) ?? new Map<string, T>()
    this.#values.set(organizationKey, values)
    if (!values.has(id)) this.#size++
    values.set(id, value)
  }
}
