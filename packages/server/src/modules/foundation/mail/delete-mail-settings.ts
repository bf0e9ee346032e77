import { lockOrganizationRow } from '../../../db/row-locks.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../audit/record-change.ts'
import { requireEveryControllingPermission } from '../permissions/authority.ts'
import type { Principal } from '../permissions/principal.ts'
import { mailSettingsOf } from './mail-settings.ts'
import { deleteMailSettingsRow, selectMailSettings } from './mail-settings-repository.ts'
import { sendAfterCommit } from './send-after-commit.ts'
import { sendWaitingMails } from './send-waiting-mails.ts'
import { type MailSettingsParts, storeSettingsNotices } from './store-settings-notices.ts'

/**
 * From then on the deployment's server is used, or mail is kept. The administrators are told by the deleted settings.
 * @throws Problem permission_missing
 */
export async function deleteMailSettings(parts: MailSettingsParts, principal: Principal): Promise<void> {
  requireEveryControllingPermission(principal, 'Deleting the mail settings')
  await transaction(parts, async (parts) => {
    const { organizationKey } = principal
    await lockOrganizationRow(parts.db, organizationKey)
    const before = await selectMailSettings(parts.db, organizationKey)
    if (!before) return
    await deleteMailSettingsRow(parts.db, organizationKey)
    await recordChange(parts, principal, {
      action: 'mail-settings.deleted',
      entity: { type: 'mail-settings', key: organizationKey, name: before.host },
      before: mailSettingsOf(before),
    })
    await sendWaitingMails(parts, organizationKey)
    sendAfterCommit(parts, principal, await storeSettingsNotices(parts, principal, before, null))
  })
}
