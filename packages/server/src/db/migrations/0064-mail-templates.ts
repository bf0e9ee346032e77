import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable } from './create-table.ts'

/** What an organization says in its mails in place of Portico's words */
export const mailTemplates = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'mail_templates', {
      columns: { organization_key: 'key', name: 'text', language: 'text', subject: 'text', text: 'text' },
      primaryKey: ['organization_key', 'name', 'language'],
      references: [{ columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true }],
    })
  },
})
