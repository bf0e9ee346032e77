import type { Parts } from '../../../db/parts.ts'
import { createGatheredUses } from '../../foundation/client-secrets/gathered-uses.ts'
import { apiClientKind } from './api-client-kind.ts'
import { updateFirstRequest, updateFirstUserList, updateLastUse } from './api-clients-repository.ts'

/** Remembers when API clients last obtained a token and first called an API, and when secrets were used. */
export interface LastUse {
  note(organizationKey: string, apiClientKey: string): void
  /** An API did what the client asked: only the first time is stored. */
  noteFirstRequest(organizationKey: string, apiClientKey: string): void
  /** The client has listed users: only the first time is stored. */
  noteFirstUserList(organizationKey: string, apiClientKey: string): void
  /** A secret was used. */
  noteSecret(organizationKey: string, secretKey: string): void
  flush(): Promise<void>
  /** Stores what is gathered and ends. */
  close(): Promise<void>
}

/** Starts to gather uses, and to store them every two seconds */
export function createLastUse(parts: Parts<'clock' | 'log'>): LastUse {
  const uses = createGatheredUses(parts, apiClientKind)
  return {
    note: (organizationKey, key) => uses.note(key, { organizationKey, key, update: updateLastUse }),
    noteFirstRequest: (organizationKey, key) =>
      uses.note(`${key} first`, { organizationKey, key, update: updateFirstRequest }),
    noteFirstUserList: (organizationKey, key) =>
      uses.note(`${key} first list`, { organizationKey, key, update: updateFirstUserList }),
    noteSecret: uses.noteSecret,
    flush: uses.flush,
    close: uses.close,
  }
}
