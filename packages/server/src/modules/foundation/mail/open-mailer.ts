import type { Config } from '../../../config/config.ts'
import type { Vault } from '../../../config/vault.ts'
import type { Parts } from '../../../db/parts.ts'
import type { MailSettingsTable } from '../../../db/schema/mail-schema.ts'
import { decryptMailPassword } from './mail-password.ts'
import { selectMailSettings } from './mail-settings-repository.ts'
import { createMailer, type Mailer } from './mailer.ts'
import type { MailerParts, MailServer, SmtpOptions } from './outgoing-mails.ts'

/** A connection to the SMTP server of an organization: its own, else that of the deployment. Undefined without either. */
export async function openMailer(
  parts: Parts<'vault' | 'config'> & MailerParts,
  organizationKey: string,
  options?: SmtpOptions,
): Promise<Mailer | undefined> {
  const server = await mailServerOf(parts, organizationKey)
  return server && createMailer(parts, organizationKey, server, options)
}

async function mailServerOf(
  { db, vault, config }: Parts<'vault' | 'config'>,
  organizationKey: string,
): Promise<MailServer | undefined> {
  const row = await selectMailSettings(db, organizationKey)
  return row ? organizationMailServer({ vault, config }, row) : config.smtp
}

/** The server of an organization's own settings */
export const organizationMailServer = (
  { vault, config }: { vault: Vault; config: Config },
  row: MailSettingsTable,
): MailServer => ({
  host: row.host,
  port: row.port,
  security: row.security,
  username: row.username,
  password: row.password_encrypted && decryptMailPassword(vault, row.organization_key, row.password_encrypted),
  from: { name: row.from_name, address: row.from_address },
  allowedNetworks: config.smtpAllowedNetworks,
})
