import type { Language } from '../../../config/languages.ts'
import type { Db } from '../../../db/transaction.ts'
import type { MailTemplate, MailTemplateName, OwnMailTemplate } from './templates/mail-template.ts'

export const selectMailTemplate = (
  db: Db,
  organizationKey: string,
  name: MailTemplateName,
  language: Language,
): Promise<MailTemplate | undefined> =>
  db
    .selectFrom('mail_templates')
    .select(['subject', 'text'])
    .where('organization_key', '=', organizationKey)
    .where('name', '=', name)
    .where('language', '=', language)
    .executeTakeFirst()

/** Always in the same sequence */
export async function selectMailTemplates(db: Db, organizationKey: string): Promise<OwnMailTemplate[]> {
  const rows = await db
    .selectFrom('mail_templates')
    .select(['name', 'language', 'subject', 'text'])
    .where('organization_key', '=', organizationKey)
    .orderBy('name')
    .orderBy('language')
    .execute()
  return rows.map((row) => ({ ...row, name: row.name as MailTemplateName, language: row.language as Language }))
}

export async function replaceMailTemplateRows(
  db: Db,
  organizationKey: string,
  templates: readonly OwnMailTemplate[],
): Promise<void> {
  await db.deleteFrom('mail_templates').where('organization_key', '=', organizationKey).execute()
  if (templates.length === 0) return
  const rows = templates.map(({ name, language, subject, text }) => ({ name, language, subject, text }))
  await db
    .insertInto('mail_templates')
    .values(rows.map((row) => ({ organization_key: organizationKey, ...row })))
    .execute()
}
