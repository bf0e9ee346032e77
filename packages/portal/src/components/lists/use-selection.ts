import { useState } from 'react'

/** Which entries of a list are selected: some of them, from one page or several, or all that match. */
export interface Selection<T> {
  /** The selected entries that were seen; none where all that match are selected */
  items: readonly T[]
  isAll: boolean
  has(item: T): boolean
  /** @param isRange whether those between the last one and this one follow it */
  toggle(item: T, page: readonly T[], isRange: boolean): void
  togglePage(page: readonly T[]): void
  selectAll(): void
  clear(): void
}

/** @param scope what the list is narrowed to: with another search or filter, nothing is selected any more */
export function useSelection<T>(keyOf: (item: T) => string, scope: string): Selection<T> {
  const [state, setState] = useState(() => nothing<T>(scope))
  const { items, isAll, last } = state.scope === scope ? state : nothing<T>(scope)
  const set = (items: ReadonlyMap<string, T>, last?: string): void => setState({ scope, items, isAll: false, last })
  return {
    items: [...items.values()],
    isAll,
    has: (item) => isAll || items.has(keyOf(item)),
    toggle(item, page, isRange) {
      const key = keyOf(item)
      const from = isRange ? page.findIndex((one) => keyOf(one) === last) : -1
      const to = page.findIndex((one) => keyOf(one) === key)
      const changed = from < 0 ? [item] : page.slice(Math.min(from, to), Math.max(from, to) + 1)
      // Taking one from all leaves those of the page that are shown: no others were seen.
      const next = new Map(isAll ? page.map((one) => [keyOf(one), one]) : items)
      const isAdding = !next.has(key)
      for (const one of changed) {
        if (isAdding) next.set(keyOf(one), one)
        else next.delete(keyOf(one))
      }
      set(next, key)
    },
    togglePage(page) {
      if (isAll) return set(new Map())
      const next = new Map(items)
      const isWhole = page.every((one) => next.has(keyOf(one)))
      for (const one of page) {
        if (isWhole) next.delete(keyOf(one))
        else next.set(keyOf(one), one)
      }
      set(next)
    },
    selectAll: () => setState({ scope, items: new Map(), isAll: true, last: undefined }),
    clear: () => set(new Map()),
  }
}

interface State<T> {
  scope: string
  items: ReadonlyMap<string, T>
  isAll: boolean
  /** The one that was toggled last, from which a range goes on */
  last: string | undefined
}

const nothing = <T>(scope: string): State<T> => ({ scope, items: new Map<string, T>(), isAll: false, last: undefined })
