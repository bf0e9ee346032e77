import { LRUCache } from 'lru-cache'
import type { ChangeFeed } from './change-feed.ts'

/**
 * What is kept in memory of organizations' rows, such as their API clients. Everything of an organization is dropped when
 * it changes, here or in another process, and nothing is served from memory while the database cannot be asked, but to
 * callers with a grace time. Beyond
 * the limit, the organizations go first that were not asked about for longest, and of a single one its oldest values.
 */
export class OrganizationCache<T extends object | string | number> {
  readonly #changes: ChangeFeed
  readonly #limit: number
  /** One cache for each organization, so that dropping all of it takes no longer than dropping one value. */
  readonly #organizations: LRUCache<string, LRUCache<string, T>>
  /** Counts the times that something was dropped, so that a value read before one is not kept after it. */
  #generation = 0

  constructor(changes: ChangeFeed, limit = 10_000) {
    this.#changes = changes
    this.#limit = limit
    this.#organizations = new LRUCache({ maxSize: limit })
    changes.onChange((organizationKey) => this.#drop(organizationKey))
  }

  /**
   * The value, if it is in memory and may be trusted.
   * @param grace for how many milliseconds after the database was last reached it may be trusted by this caller
   */
  get(organizationKey: string, id: string, grace = 0): T | undefined {
    this.#changes.catchUp()
    if (!this.#changes.isCurrent() && this.#changes.age() >= grace) return undefined
    return this.#organizations.get(organizationKey)?.get(id)
  }

  /** Reads the value and keeps it. What does not exist is not kept. */
  async load<R extends T | undefined>(organizationKey: string, id: string, read: () => Promise<R>): Promise<R> {
    const generation = this.#generation
    const value = await read()
    if (value !== undefined && generation === this.#generation) this.#keep(organizationKey, id, value)
    return value
  }

  #drop(organizationKey: string | undefined): void {
    this.#generation++
    if (organizationKey === undefined) this.#organizations.clear()
    else this.#organizations.delete(organizationKey)
  }

  #keep(organizationKey: string, id: string, value: T): void {
    const values =
      this.#organizations.get(organizationKey) ??
      new LRUCache<string, T>({ maxSize: this.#limit, sizeCalculation: () => 1 })
    values.set(id, value)
    // Set again, because the library counts the size of a value when it is set.
    this.#organizations.delete(organizationKey)
    this.#organizations.set(organizationKey, values, { size: values.size })
  }
}
