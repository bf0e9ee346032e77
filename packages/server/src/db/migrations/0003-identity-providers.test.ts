import assert from 'node:assert/strict'
import { test } from 'node:test'
import { afterFile } from '@portico/testing/after-file.ts'
import { createTestDatabase, onBothEngines } from '@portico/testing/databases.ts'
import { openDatabase } from '../database.ts'
import { newKey } from '../keys.ts'
import { migrations } from './index.ts'

onBothEngines('migration 0003', (engine) => {
  test('gives the identity providers that are there what they lack', async () => {
    const place = await createTestDatabase(engine)
    const { db, close } = await openDatabase(place)
    afterFile(async () => {
      await close()
      await place.remove()
    })
    const all = migrations(engine)
    await all['0001-foundation']?.up(db)
    const [organization_key, key, created_at] = [newKey(), newKey(), '2026-11-23T15:00:00.000Z']
    await db
      .insertInto('organizations')
      .values({ key: organization_key, name: 'A', domain: null, created_at })
      .execute()
    const provider = { organization_key, key, name: 'Büilt-IN', type: 'Cognito' as const, subtype: 'Custom' }
    const times = { created_at, updated_at: created_at }
    // The column of the folded name is still to come.
    const former = { ...provider, ...times, is_built_in: 1 as const }
    await db
      .insertInto('identity_providers')
      .values(former as never)
      .execute()
    await all['0003-identity-providers']?.up(db)
    const row = await db.selectFrom('identity_providers').selectAll().executeTakeFirstOrThrow()
    assert.deepEqual(
      { ...row },
      {
        ...provider,
        ...times,
        is_built_in: 1,
        name_folded: 'büilt-in',
        email_trust_type: 'EmailVerifiedClaim',
        hosting: 'selfhosted',
        auto_create_profiles: 0,
        profile_linking_field: 'Email',
        oidc: null,
        client_secret_encrypted: null,
        saml: null,
        token_normalizations: null,
        is_for_organization: 1,
      },
    )
  })
})
