/** A branch of the queue. Only branches with something in them are kept. */
interface Branch<T> {
  /** The names that lead to it */
  path: string
  size: number
  /** Those that were served last come last. */
  children: Map<string, Branch<T>>
  items: T[]
}

/** How a branch was served in this minute */
interface Served {
  turns: number
  /** Turns too, and those beyond `ahead` that it would have been behind the other branches of its fork */
  share: number
  /** The largest share of the branches in it */
  most: number
}

/** For so long, milliseconds, it is remembered who was served how often. */
const window = 60_000
/**
 * How many turns in a row a branch gets for having come less often. With more, whoever had many short turns would wait
 * for as many long ones of somebody new.
 */
const ahead = 2

/**
 * What waits, in a tree. At each fork the branch that was served least in this minute comes next, however much waits in
 * it: whoever comes for the first time does not wait for those who came again and again, and those do not wait until it
 * has come as often.
 * @param now milliseconds of a clock that only goes forward
 */
export function createFairQueue<T>(now: () => number) {
  const newBranch = (path: string): Branch<T> => ({ path, size: 0, children: new Map(), items: [] })
  const root = newBranch('')
  // No more entries than what can be served in a minute, times the depth.
  const served = new Map<string, Served>()
  let end = 0

  const turnsOf = ({ path }: Branch<T>): number => served.get(path)?.turns ?? 0

  /** Whether it comes before another branch of this fork */
  function isBefore(fork: Branch<T>, one: Branch<T>, other: Branch<T>): boolean {
    const least = (served.get(fork.path)?.most ?? 0) - ahead
    const shareOf = ({ path }: Branch<T>): number => Math.max(served.get(path)?.share ?? 0, least)
    return (shareOf(one) - shareOf(other) || turnsOf(one) - turnsOf(other)) < 0
  }

  function servedOf(path: string): Served {
    const known = served.get(path)
    if (known) return known
    const first = { turns: 0, share: 0, most: 0 }
    served.set(path, first)
    return first
  }

  function countServed(path: readonly string[]): void {
    if (now() >= end) {
      served.clear()
      end = now() + window
    }
    let name = ''
    for (const part of path) {
      const fork = servedOf(name)
      name += `/${part}`
      const one = servedOf(name)
      one.turns++
      one.share = Math.max(one.share, fork.most - ahead) + 1
      fork.most = Math.max(fork.most, one.share)
    }
  }

  function takeNext(branch: Branch<T>): T | undefined {
    branch.size--
    if (branch.children.size === 0) return branch.items.shift()
    const [name, child] = [...branch.children].reduce((least, one) =>
      isBefore(branch, one[1], least[1]) ? one : least,
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
      const difference = one[1].size - largest[1].size || turnsOf(one[1]) - turnsOf(largest[1])
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
