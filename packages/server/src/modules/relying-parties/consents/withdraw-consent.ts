import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { Problem } from '../../../problems/problem.ts'
import { recordChange } from '../../foundation/audit/record-change.ts'
import type { Principal } from '../../foundation/permissions/principal.ts'
import { requireMember } from '../../members/sessions/require-member.ts'
import { deleteConsent } from './consents-repository.ts'
import { listConsentsOfUser } from './get-consent.ts'

/**
 * The user who is signed in takes back what they have allowed an application: its refresh tokens and userinfo end at
 * their next use, and the next sign-in there asks again.
 * @throws Problem member_required, relying_party_not_found
 */
export function withdrawConsent(parts: Parts<'clock'>, principal: Principal, relyingPartyKey: string): Promise<void> {
  const { organizationKey, userKey } = requireMember(principal)
  return transaction(parts, async (parts) => {
    const given = await listConsentsOfUser(parts, organizationKey, userKey)
    const found = given.find(({ key }) => key === relyingPartyKey)
    if (!found || !(await deleteConsent(parts.db, { organizationKey, userKey, relyingPartyKey })))
      throw new Problem('relying_party_not_found', 'You have allowed no application with this key anything.')
    await recordChange(parts, principal, {
      action: 'consent.withdrawn',
      entity: { type: 'consent', key: relyingPartyKey, name: found.name },
      before: { scopes: found.scopes },
      after: { scopes: [] },
    })
  })
}
