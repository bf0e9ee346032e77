import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable } from './create-table.ts'

/** Name, color and logo of an organization's pages. */
export const branding = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'organization_branding', {
      columns: {
        organization_key: 'key',
        name: 'text?',
        primary_color: 'text?',
        logo: 'text?',
        logo_digest: 'text?',
      },
      primaryKey: ['organization_key'],
      references: [{ columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true }],
    })
  },
})
