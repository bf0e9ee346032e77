import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import { listOrganizations } from '../../foundation/organizations/list-organizations.ts'
import { systemPrincipal } from '../../foundation/permissions/principal.ts'
import { endAllSessions } from '../../members/sessions/end-all-sessions.ts'
import { deleteCodesButInvitations } from '../../sign-in/credentials/delete-codes-but-invitations.ts'

/**
 * Ends what must not live again because time went back: a session that was ended since the backup, perhaps that of a
 * stolen laptop, and a code that was used since. The audit trail says where it has a gap.
 * @param backup the name of the backup's file
 */
export const endAfterRestore = (parts: Parts<'clock'>, backup: string): Promise<void> =>
  transaction(parts, async (parts) => {
    await endAllSessions(parts)
    await deleteCodesButInvitations(parts)
    for (const { key, name } of await listOrganizations(parts)) {
      await recordChange(parts, systemPrincipal(key, 'portico restore'), {
        action: 'organization.restored',
        entity: { type: 'organization', key, name },
        after: { backup },
      })
    }
  })
