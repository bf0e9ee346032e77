import type { Parts } from '../../../db/parts.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../audit/record-change.ts'
import type { Principal } from '../permissions/principal.ts'
import { mailSettingsOf } from './mail-settings.ts'
import { deleteMailSettingsRow, selectMailSettings } from './mail-settings-repository.ts'
import { sendWaitingMails } from './send-waiting-mails.ts'

/** From then on the deployment's server is used, or mail is kept. */
export function deleteMailSettings(parts: Parts<'clock'>, principal: Principal): Promise<void> {
  return transaction(parts, async (parts) => {
    const { organizationKey } = principal
    const before = await selectMailSettings(parts.db, organizationKey)
    if (!before) return
    await deleteMailSettingsRow(parts.db, organizationKey)
    await recordChange(parts, principal, {
      action: 'mail-settings.deleted',
      entity: { type: 'mail-settings', key: organizationKey, name: before.host },
      before: mailSettingsOf(before),
    })
    await sendWaitingMails(parts, organizationKey)
  })
}
