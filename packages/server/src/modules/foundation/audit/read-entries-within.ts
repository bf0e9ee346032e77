import type { AuditEntryTable } from '../../../db/schema/foundation-schema.ts'

/** In values of an entry: nearly all have fewer. */
const shortCharacters = 4_096

/**
 * Reads entries until they are so many, or until their values have so many characters, and one at least. One is read first,
 * and twice as many each time while they are short: an entry may have 400 KB, and SQLite reads all of it wherever it compares
 * its key with another.
 * @param read reads so many, those after the ones that were taken
 * @returns `isCut`: there may be more
 */
export async function readEntriesWithin(
  most: { entries: number; characters: number },
  read: (taken: readonly AuditEntryTable[], limit: number) => Promise<AuditEntryTable[]>,
): Promise<{ entries: AuditEntryTable[]; characters: number; isCut: boolean }> {
  const entries: AuditEntryTable[] = []
  let characters = 0
  for (let count = 1; ; ) {
    const limit = Math.min(count, most.entries - entries.length)
    const next = await read(entries, limit)
    for (const entry of next) {
      const more = (entry.old_values?.length ?? 0) + (entry.new_values?.length ?? 0)
      if (entries.length > 0 && characters + more > most.characters) return { entries, characters, isCut: true }
      characters += more
      entries.push(entry)
    }
    if (entries.length === most.entries) return { entries, characters, isCut: true }
    if (next.length < limit) return { entries, characters, isCut: false }
    count = characters / entries.length < shortCharacters ? 2 * count : 1
  }
}
