import type { MailSettingsTable } from '../../../db/schema/mail-schema.ts'
import type { Db } from '../../../db/transaction.ts'

export const selectMailSettings = (db: Db, organizationKey: string): Promise<MailSettingsTable | undefined> =>
  db.selectFrom('mail_settings').selectAll().where('organization_key', '=', organizationKey).executeTakeFirst()

export async function upsertMailSettings(db: Db, row: MailSettingsTable): Promise<void> {
  const { organization_key, ...values } = row
  await db
    .insertInto('mail_settings')
    .values(row)
    .onConflict((conflict) => conflict.column('organization_key').doUpdateSet(values))
    .execute()
}

/** Notes that a message went out, once: by what was set before it was sent. */
export async function noteWorkingServer(db: Db, organizationKey: string, begun: string, now: string): Promise<void> {
  await db
    .updateTable('mail_settings')
    .set({ worked_at: now })
    .where('organization_key', '=', organizationKey)
    .where('updated_at', '<=', begun)
    .where('worked_at', 'is', null)
    .execute()
}

export async function deleteMailSettingsRow(db: Db, organizationKey: string): Promise<void> {
  await db.deleteFrom('mail_settings').where('organization_key', '=', organizationKey).execute()
}
