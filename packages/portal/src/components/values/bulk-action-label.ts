import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { components } from '@portico/sdk/generated/management.ts'
import { pageI18n } from '../language/page-language.ts'

const labels: Readonly<Record<components['schemas']['BulkChange']['action'], MessageDescriptor>> = {
  Activate: msg`Activate`,
  Deactivate: msg`Deactivate`,
  Delete: msg`Delete`,
  Invite: msg`Send invitation again`,
  AddToGroup: msg`Add to group`,
  RemoveFromGroup: msg`Remove from group`,
  GrantOrganizationRole: msg`Grant organization role`,
  RevokeOrganizationRole: msg`Revoke organization role`,
  GrantApplicationRole: msg`Grant end-user role`,
  RevokeApplicationRole: msg`Revoke end-user role`,
}

/** What a change of many users does, as in its menu; the name itself where the portal does not know it */
export const bulkActionLabel = (action: string): string =>
  Object.hasOwn(labels, action) ? pageI18n()._(labels[action as keyof typeof labels]) : action
