import type { DeclaredRead } from '../http/api/reads.ts'
import { directoryReads } from '../modules/directory/directory-reads.ts'

/** Everything that is read in the thread for reading, by the names of the operations. */
export const declaredReads: Readonly<Record<string, DeclaredRead>> = { ...directoryReads }
