import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable } from './create-table.ts'

/** Which claims of an identity provider make somebody a member of a group, and the index of the list of groups. */
export const claimMappings = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'group_claim_mappings', {
      columns: {
        organization_key: 'key',
        key: 'key',
        group_key: 'key',
        identity_provider_key: 'key',
        claim_name: 'text',
        claim_value: 'text',
        value_delimiter: 'text?',
        created_at: 'text',
        updated_at: 'text',
      },
      primaryKey: ['organization_key', 'key'],
      references: [
        { columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true },
        { columns: ['organization_key', 'group_key'], table: 'groups', cascade: true },
        { columns: ['organization_key', 'identity_provider_key'], table: 'identity_providers', cascade: true },
      ],
    })
    for (const column of ['group_key', 'identity_provider_key']) {
      await db.schema
        .createIndex(`group_claim_mappings_by_${column}`)
        .on('group_claim_mappings')
        .columns(['organization_key', column])
        .execute()
    }
    await db.schema
      .createIndex('groups_by_name_folded_key')
      .on('groups')
      .columns(['organization_key', 'name_folded', 'key'])
      .execute()
  },
})
