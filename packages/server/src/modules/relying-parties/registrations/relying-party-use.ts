import type { Parts } from '../../../db/parts.ts'
import { createGatheredUses } from '../../foundation/client-secrets/gathered-uses.ts'
import { updateLastUse } from './relying-parties-repository.ts'
import { relyingPartyKind } from './relying-party-kind.ts'

/** Remembers when relying parties last obtained tokens, and when secrets were used. */
export interface RelyingPartyUse {
  note(organizationKey: string, relyingPartyKey: string): void
  /** A secret was used. */
  noteSecret(organizationKey: string, secretKey: string): void
  flush(): Promise<void>
  /** Stores what is gathered and ends. */
  close(): Promise<void>
}

/** Starts to gather uses, and to store them every two seconds */
export function createRelyingPartyUse(parts: Parts<'clock' | 'log'>): RelyingPartyUse {
  const uses = createGatheredUses(parts, relyingPartyKind)
  return {
    note: (organizationKey, key) => uses.note(key, { organizationKey, key, update: updateLastUse }),
    noteSecret: uses.noteSecret,
    flush: uses.flush,
    close: uses.close,
  }
}
