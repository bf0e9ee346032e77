import type { MailSettingsTable } from '../../../db/schema/mail-schema.ts'

/** An organization's SMTP server as answers and audit entries show it: the password itself is never read back. */
export const mailSettingsOf = (row: MailSettingsTable) => ({
  host: row.host,
  port: row.port,
  security: row.security,
  username: row.username,
  hasPassword: row.password_encrypted !== null,
  fromName: row.from_name,
  fromAddress: row.from_address,
})
