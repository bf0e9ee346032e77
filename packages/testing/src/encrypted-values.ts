import type { EncryptedColumn } from '@portico/server/config/encrypted-columns.ts'
import type { Context } from '@portico/server/context.ts'
import { newKey } from '@portico/server/db/keys.ts'
import { transaction } from '@portico/server/db/transaction.ts'
import { enqueueMail } from '@portico/server/modules/foundation/mail/enqueue-mail.ts'
import { storeAuthorizationRecord } from '@portico/server/modules/members/sessions/authorization-records.ts'
import { issueLinkWithCode } from '@portico/server/modules/sign-in/credentials/issue-code.ts'

const now = '2026-11-28T06:00:00.000Z'

/** Stores a value in every encrypted column, beside the keys that every organization has. */
export async function storeEncryptedValues(context: Context, organizationKey: string): Promise<void> {
  const { db, vault } = context
  const row = { organization_key: organizationKey }
  const userKey = newKey(Date.now())
  await transaction(context, async (parts) => {
    const to = { address: 'ada@example.com', name: null }
    await enqueueMail(parts, organizationKey, { kind: 'test', to, values: {} })
    await issueLinkWithCode(parts, organizationKey, { purpose: 'set-up', userKey: null, milliseconds: 60_000 })
  })
  await storeAuthorizationRecord(
    context,
    { organizationKey, model: 'Interaction' },
    { id: 'an-id', payload: { a: 1 }, uid: 'a-uid', grantId: null, userKey: null, life: 3_600 },
  )
  await db
    .insertInto('mail_settings')
    .values({
      ...row,
      host: 'localhost',
      port: 25,
      security: 'none',
      username: 'portico',
      password_encrypted: vault.encrypt('mail_settings.password_encrypted', row, 'smtp password'),
      from_name: null,
      from_address: 'portico@example.com',
      updated_at: now,
    })
    .execute()
  const { key } = await db
    .selectFrom('identity_providers')
    .select('key')
    .where('organization_key', '=', organizationKey)
    .executeTakeFirstOrThrow()
  const secret = vault.encrypt('identity_providers.client_secret_encrypted', { ...row, key }, 'provider secret')
  await db
    .updateTable('identity_providers')
    .set({ client_secret_encrypted: secret })
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .execute()
  const samlKey = { ...row, key: newKey(Date.now()) }
  await db
    .insertInto('saml_keys')
    .values({
      ...samlKey,
      number: 1,
      state: 'current',
      certificate: '',
      private_key_encrypted: vault.encrypt('saml_keys.private_key_encrypted', samlKey, 'a key'),
      created_at: now,
    })
    .execute()
  const samlMessage = { ...row, identity_provider_key: key, message_hash: 'a hash' }
  await db
    .insertInto('saml_messages')
    .values({
      ...samlMessage,
      request_hash: 'a hash',
      identity_encrypted: vault.encrypt('saml_messages.identity_encrypted', samlMessage, '{}'),
      created_at: now,
      expires_at: '2126-11-28T06:00:00.000Z',
    })
    .execute()
  await db
    .insertInto('users')
    .values({
      ...row,
      key: userKey,
      name: 'Ada',
      name_folded: 'ada',
      email: null,
      email_folded: null,
      email_domain: null,
      status: 'Active',
      photo_url: null,
      is_email_verified: 0,
      is_terms_accepted: 0,
      last_login_at: null,
      created_at: now,
      updated_at: now,
    })
    .execute()
  const owner = { ...row, user_key: userKey }
  const sealed = (column: Extract<EncryptedColumn, `authenticators.${string}`>, plain: string): string =>
    vault.encrypt(column, owner, plain)
  await db
    .insertInto('authenticators')
    .values({
      ...owner,
      secret_encrypted: sealed('authenticators.secret_encrypted', 'JBSWY3DPEHPK3PXP'),
      recovery_codes_encrypted: sealed('authenticators.recovery_codes_encrypted', '["a hash"]'),
      last_step: 0,
      confirmed_at: null,
      created_at: now,
    })
    .execute()
  const signOn = { ...row, uid: `session of ${key}` }
  await db
    .insertInto('sign_on_sessions')
    .values({
      ...signOn,
      key,
      user_key: userKey,
      credentials_stamp: 'a stamp',
      method: 'external',
      identity_provider_key: key,
      provider_session_encrypted: vault.encrypt('sign_on_sessions.provider_session_encrypted', signOn, '{}'),
      address: null,
      user_agent: null,
      authenticated_at: now,
      last_seen_at: now,
      expires_at: '2126-11-28T06:00:00.000Z',
      kept_until: '2126-11-28T06:00:00.000Z',
    })
    .execute()
}
