import { isDeepStrictEqual } from 'node:util'
import type { Vault } from '../../../config/vault.ts'
import { lockOrganizationRow } from '../../../db/row-locks.ts'
import type { MailSettingsTable } from '../../../db/schema/mail-schema.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { transaction } from '../../../db/transaction.ts'
import { recordChange } from '../audit/record-change.ts'
import { requireEveryControllingPermission } from '../permissions/authority.ts'
import type { Principal } from '../permissions/principal.ts'
import { encryptMailPassword } from './mail-password.ts'
import { mailSettingsOf } from './mail-settings.ts'
import { selectMailSettings, upsertMailSettings } from './mail-settings-repository.ts'
import { type MailSettingsRequest, mailSettingInvalid, requireValidMailSettings } from './mail-settings-rules.ts'
import { sendAfterCommit } from './send-after-commit.ts'
import { sendWaitingMails } from './send-waiting-mails.ts'
import { type MailSettingsParts, storeSettingsNotices } from './store-settings-notices.ts'

/**
 * Sets the organization's own SMTP server, and tells the administrators by the former one. Waiting mail is sent through
 * it now; mail that was kept stays kept. Whoever runs the server reads every link and code, so this needs every
 * permission that controls access.
 * @throws Problem permission_missing, mail_settings_invalid
 */
export async function replaceMailSettings(
  parts: MailSettingsParts,
  principal: Principal,
  request: MailSettingsRequest,
): Promise<void> {
  requireEveryControllingPermission(principal, 'Changing the mail settings')
  requireValidMailSettings(request, parts.config.smtpAllowedNetworks)
  const { organizationKey } = principal
  await transaction(parts, async (parts) => {
    const { db, clock, vault } = parts
    await lockOrganizationRow(db, organizationKey)
    const before = await selectMailSettings(db, organizationKey)
    const row: MailSettingsTable = {
      organization_key: organizationKey,
      host: request.host,
      port: request.port,
      security: request.security,
      username: request.username ?? null,
      password_encrypted: passwordOf(vault, organizationKey, before, request),
      from_name: request.fromName ?? null,
      from_address: request.fromAddress,
      updated_at: toTimestamp(clock.now()),
      worked_at: null,
    }
    const after = mailSettingsOf(row)
    if (before && !request.password && isDeepStrictEqual(mailSettingsOf(before), after)) return
    await upsertMailSettings(db, row)
    await recordChange(parts, principal, {
      action: 'mail-settings.updated',
      entity: { type: 'mail-settings', key: organizationKey, name: row.host },
      before: before ? mailSettingsOf(before) : { host: null },
      after: { ...after, ...(request.password ? { password: '***' } : {}) },
    })
    await sendWaitingMails(parts, organizationKey)
    sendAfterCommit(parts, principal, await storeSettingsNotices(parts, principal, before, row.host))
  })
}

/** Encrypted, as it is stored */
function passwordOf(
  vault: Vault,
  organizationKey: string,
  row: MailSettingsTable | undefined,
  { host, port, security, username = null, password }: MailSettingsRequest,
): string | null {
  if (username === null) {
    if (password) throw mailSettingInvalid('password', 'goes with a username')
    return null
  }
  if (password) return encryptMailPassword(vault, organizationKey, password)
  const isSame = row?.host === host && row.port === port && row.security === security && row.username === username
  if (password === undefined && isSame) return row.password_encrypted
  // Otherwise a member who may change the settings could have the stored password sent to a server of their own.
  throw mailSettingInvalid('password', 'must be given, and again where host, port, security or username change')
}
