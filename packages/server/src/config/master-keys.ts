import type { MasterKey } from './master-key.ts'

/** The master keys that this process knows: one encrypts, while it is rotated another one opens as well. */
export class MasterKeys {
  readonly #keys = new Map<string, MasterKey>()
  /** The id of the one that this process was given as the master key */
  readonly given: string
  #current: MasterKey

  constructor(current: MasterKey, others: readonly MasterKey[] = []) {
    this.given = current.id
    this.#current = current
    for (const key of [current, ...others]) this.add(key)
  }

  /** What is written from now on is encrypted under this one. */
  get current(): MasterKey {
    return this.#current
  }

  get all(): MasterKey[] {
    return [...this.#keys.values()]
  }

  find(id: string): MasterKey | undefined {
    return this.#keys.get(id)
  }

  add(key: MasterKey): void {
    this.#keys.set(key.id, key)
  }

  /** @returns false where the key with this id is not known */
  use(id: string): boolean {
    const key = this.#keys.get(id)
    if (key) this.#current = key
    return key !== undefined
  }

  /** From now on nothing opens under the others. */
  forgetOthers(): void {
    for (const id of this.#keys.keys()) if (id !== this.#current.id) this.#keys.delete(id)
  }
}
