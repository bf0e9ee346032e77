/** What the preparation needs of the indexes */
interface Preparing {
  /** The organizations that are to have one, the largest first */
  large(): Promise<readonly string[]>
  isInMemory(organizationKey: string): boolean
  /** Whether a file has one, which takes little to read */
  isKept(organizationKey: string): Promise<boolean>
  /** Builds it. */
  build(organizationKey: string): Promise<void>
  /** Writes it into its file. */
  keep(organizationKey: string): Promise<void>
}

/** An index that could not be kept is not built again for so long, in milliseconds. */
const pauseAfterTry = 1_800_000

/**
 * Builds the indexes that are neither in memory nor in a file, one after the other, and writes each into its file before the
 * next one takes its place in memory. So the first list after the next start finds one.
 * @returns what does it once more, for organizations that have grown, and files that have become useless
 */
export function prepareIndexes({ large, isInMemory, isKept, build, keep }: Preparing): () => Promise<void> {
  const triedAt = new Map<string, number>()
  return async () => {
    for (const organizationKey of await large()) {
      const sinceTry = performance.now() - (triedAt.get(organizationKey) ?? Number.NEGATIVE_INFINITY)
      if (isInMemory(organizationKey) || sinceTry < pauseAfterTry || (await isKept(organizationKey))) continue
      triedAt.set(organizationKey, performance.now())
      await build(organizationKey)
      await keep(organizationKey)
    }
  }
}
