/** A branch of the queue. Only branches with something in them are kept. */
interface Branch<T> {
  /** The names that lead to it */
  path: string
  size: number
  /** Those that were served last come last. */
  children: Map<string, Branch<T>>
  items: T[]
}

/** For so long, milliseconds, it is remembered who was served how often. */
const window = 60_000

/**
 * What waits, in a tree. At each fork the branch that was served least in this minute comes next, however much waits in
 * it: whoever comes for the first time does not wait for those who came again and again.
 * @param now milliseconds of a clock that only goes forward
 */
export function createFairQueue<T>(now: () => number) {
  const newBranch = (path: string): Branch<T> => ({ path, size: 0, children: new Map(), items: [] })
  const root = newBranch('')
  // No more entries than what can be served in a minute, times the depth.
  const served = new Map<string, number>()
  let end = 0

  const servedTo = ({ path }: Branch<T>): number => served.get(path) ?? 0

  function countServed(path: readonly string[]): void {
    if (now() >= end) {
      served.clear()
      end = now() + window
    }
    let name = ''
    for (const part of path) {
      name += `/${part}`
      served.set(name, (served.get(name) ?? 0) + 1)
    }
  }

  function takeNext(branch: Branch<T>): T | undefined {
    branch.size--
    if (branch.children.size === 0) return branch.items.shift()
    const [name, child] = [...branch.children].reduce((least, one) =>
      servedTo(one[1]) < servedTo(least[1]) ? one : least,
    )
    const item = takeNext(child)
    branch.children.delete(name)
    if (child.size > 0) branch.children.set(name, child)
    return item
  }

  function takeFromLargest(branch: Branch<T>): T | undefined {
    branch.size--
    if (branch.children.size === 0) return branch.items.pop()
    const [name, child] = [...branch.children].reduce((largest, one) => {
      const difference = one[1].size - largest[1].size || servedTo(one[1]) - servedTo(largest[1])
      return difference >= 0 ? one : largest
    })
    const item = takeFromLargest(child)
    if (child.size === 0) branch.children.delete(name)
    return item
  }

  function removeFrom(branch: Branch<T>, [name, ...rest]: readonly string[], item: T): boolean {
    if (name === undefined) {
      const index = branch.items.indexOf(item)
      if (index < 0) return false
      branch.items.splice(index, 1)
    } else {
      const child = branch.children.get(name)
      if (!child || !removeFrom(child, rest, item)) return false
      if (child.size === 0) branch.children.delete(name)
    }
    branch.size--
    return true
  }

  return {
    size: (): number => root.size,

    /** How many wait in the branch with these names */
    sizeOf: (path: readonly string[]): number =>
      path.reduce<Branch<T> | undefined>((branch, name) => branch?.children.get(name), root)?.size ?? 0,

    add(path: readonly string[], item: T): void {
      let branch = root
      branch.size++
      for (const name of path) {
        const child = branch.children.get(name) ?? newBranch(`${branch.path}/${name}`)
        branch.children.set(name, child)
        child.size++
        branch = child
      }
      branch.items.push(item)
    },

    /** Takes this one out, whose turn has not come. */
    remove: (path: readonly string[], item: T): boolean => removeFrom(root, path, item),

    /** Notes that something of this path is served, whether or not it waited. */
    countServed,

    /** Takes the one whose turn it is. */
    next: (): T | undefined => (root.size === 0 ? undefined : takeNext(root)),

    /** Takes the newest one of the branch in which most wait, or of those the one that was served most often. */
    dropFromLargest: (): T | undefined => (root.size === 0 ? undefined : takeFromLargest(root)),
  }
}
