/** What is needed of the indexes to build those that are missing */
interface MissingIndexes {
  /** The organizations that are to have one, the largest first */
  large(): Promise<readonly string[]>
  isInMemory(organizationKey: string): boolean
  /** Whether a file has one, which takes little to read */
  isKept(organizationKey: string): Promise<boolean>
  /** Builds it. */
  build(organizationKey: string): Promise<void>
  /** Writes it into its file. */
  keep(organizationKey: string): Promise<void>
  /** When this was done for an organization */
  triedAt: Map<string, number>
}

/** An index that could not be kept is not built again for so long, in milliseconds. */
const pauseAfterTry = 1_800_000

/**
 * Builds the indexes that are neither in memory nor in a file, one after the other, and writes each into its file before the
 * next one takes its place in memory. So the first list after the next start finds one. It is done once more now and then, for
 * organizations that have grown, and files that have become useless.
 */
export async function buildMissingIndexes(indexes: MissingIndexes): Promise<void> {
  const { triedAt } = indexes
  for (const organizationKey of await indexes.large()) {
    const sinceTry = performance.now() - (triedAt.get(organizationKey) ?? Number.NEGATIVE_INFINITY)
    if (indexes.isInMemory(organizationKey) || sinceTry < pauseAfterTry) continue
    if (await indexes.isKept(organizationKey)) continue
    triedAt.set(organizationKey, performance.now())
    await indexes.build(organizationKey)
    await indexes.keep(organizationKey)
  }
}
