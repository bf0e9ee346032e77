import type { ReadDatabase } from '../db/read-database.ts'
import type { DeclaredRead } from '../http/api/reads.ts'
import { apiClientsReads } from '../modules/api-clients/api-clients-reads.ts'
import { applicationsReads } from '../modules/applications/applications-reads.ts'
import { type DirectoryReadsOptions, directoryReads, openDirectoryReads } from '../modules/directory/directory-reads.ts'
import { foundationReads, openFoundationReads } from '../modules/foundation/foundation-reads.ts'
import { membersReads } from '../modules/members/members-reads.ts'
import { relyingPartiesReads } from '../modules/relying-parties/relying-parties-reads.ts'
import { setUpReads } from '../modules/set-up/set-up-reads.ts'
import { signInReads } from '../modules/sign-in/sign-in-reads.ts'

/** Everything that is read in the thread for reading, by the names of the operations */
export const declaredReads: Readonly<Record<string, DeclaredRead>> = {
  ...foundationReads,
  ...applicationsReads,
  ...membersReads,
  ...apiClientsReads,
  ...directoryReads,
  ...relyingPartiesReads,
  ...signInReads,
  ...setUpReads,
}

/** What the wings keep beside a database that they read. @returns what ends it, before the database closes */
export function openWingReads(database: ReadDatabase, options: DirectoryReadsOptions): () => Promise<void> {
  openFoundationReads(database)
  return openDirectoryReads(database, options)
}
