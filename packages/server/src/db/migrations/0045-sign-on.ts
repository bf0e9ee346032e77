import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createTable } from './create-table.ts'

/** Who is signed in at the authorization server, in which applications, and which of them are to be told that it ended. */
export const signOn = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    await createTable(db, engine, 'sign_on_sessions', {
      columns: {
        organization_key: 'key',
        uid: 'text',
        key: 'key',
        user_key: 'key',
        credentials_stamp: 'text',
        method: 'text',
        identity_provider_key: 'key?',
        provider_session_encrypted: 'text?',
        address: 'text?',
        user_agent: 'text?',
        authenticated_at: 'text',
        last_seen_at: 'text',
        expires_at: 'text',
        kept_until: 'text',
      },
      primaryKey: ['organization_key', 'uid'],
      unique: [['organization_key', 'key']],
      references: [{ columns: ['organization_key', 'user_key'], table: 'users', cascade: true }],
    })
    await createTable(db, engine, 'sign_on_clients', {
      columns: { organization_key: 'key', sid: 'text', session_uid: 'text', client_id: 'text', created_at: 'text' },
      primaryKey: ['organization_key', 'sid'],
      references: [
        {
          columns: ['organization_key', 'session_uid'],
          table: 'sign_on_sessions',
          target: ['organization_key', 'uid'],
          cascade: true,
        },
      ],
    })
    await createTable(db, engine, 'relying_party_consents', {
      columns: {
        organization_key: 'key',
        user_key: 'key',
        relying_party_key: 'key',
        scopes: 'text',
        created_at: 'text',
        updated_at: 'text',
      },
      primaryKey: ['organization_key', 'user_key', 'relying_party_key'],
      references: [
        { columns: ['organization_key', 'user_key'], table: 'users', cascade: true },
        { columns: ['organization_key', 'relying_party_key'], table: 'relying_parties', cascade: true },
      ],
    })
    await createTable(db, engine, 'logout_notices', {
      columns: {
        organization_key: 'key',
        key: 'key',
        client_id: 'text',
        user_key: 'key',
        sid: 'text',
        attempts: 'integer',
        next_attempt_at: 'text',
        created_at: 'text',
      },
      primaryKey: ['organization_key', 'key'],
      references: [{ columns: ['organization_key'], table: 'organizations', target: ['key'], cascade: true }],
    })
    const indexes: [table: string, columns: string[]][] = [
      ['sign_on_sessions', ['organization_key', 'user_key']],
      ['sign_on_sessions', ['kept_until']],
      ['sign_on_clients', ['organization_key', 'session_uid']],
      ['relying_party_consents', ['organization_key', 'relying_party_key']],
      ['logout_notices', ['next_attempt_at']],
    ]
    for (const [table, columns] of indexes) {
      await db.schema
        .createIndex(`${table}_by_${columns.at(-1)}`)
        .on(table)
        .columns(columns)
        .execute()
    }
  },
})
