import type { Vault } from '../../../config/secrets.ts'
import type { MailSender, SmtpServer } from '../../../config/smtp.ts'
import type { MailSettingsTable } from '../../../db/schema/foundation-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import { selectMailSettings } from './mail-settings-repository.ts'
import type { MailRoute } from './mailer.ts'

/** What the password of an organization's SMTP server is encrypted with. */
export const passwordContext = (organizationKey: string): string => `mail-settings ${organizationKey}`

/** The SMTP server of an organization: its own, else that of the deployment, else none. */
export async function routeOf(
  {
    db,
    vault,
    defaultServer,
  }: { db: Db; vault: Vault; defaultServer: (SmtpServer & { from: MailSender }) | undefined },
  organizationKey: string,
): Promise<MailRoute | undefined> {
  const row = await selectMailSettings(db, organizationKey)
  if (row) return ownRoute(vault, row)
  return defaultServer && { ...defaultServer, isTrusted: true }
}

const ownRoute = (vault: Vault, row: MailSettingsTable): MailRoute => ({
  host: row.host,
  port: row.port,
  security: row.security,
  username: row.username,
  password:
    row.password_encrypted === null
      ? null
      : vault.decrypt(row.password_encrypted, passwordContext(row.organization_key)),
  from: { name: row.from_name, address: row.from_address },
  isTrusted: false,
})
