import { newKey } from '@portico/server/db/keys.ts'
import { toTimestamp } from '@portico/server/db/timestamp.ts'
import { createSession } from '@portico/server/modules/members/sessions/create-session.ts'
import type { TestServer } from './server.ts'

/**
 * What users get by signing in, and no API makes: a session of one user; a passkey and an authenticator app of another.
 * @returns the keys of the session and of the passkey
 */
export async function createSignInExamples(
  { context }: Pick<TestServer, 'context'>,
  { sessionOf, factorsOf }: { sessionOf: string; factorsOf: string },
): Promise<{ session: string; passkey: string }> {
  const { db } = context.database
  const { organization_key } = await db
    .selectFrom('users')
    .select('organization_key')
    .where('key', '=', factorsOf)
    .executeTakeFirstOrThrow()
  const { key: session } = await createSession(context, {
    organizationKey: organization_key,
    userKey: sessionOf,
    method: 'password',
    authorizationSession: null,
    address: '192.0.2.1',
    userAgent: 'Test',
  })
  const now = toTimestamp(context.clock.now())
  const passkey = newKey(context.clock.now())
  await db
    .insertInto('passkeys')
    .values({
      organization_key,
      key: passkey,
      user_key: factorsOf,
      credential_id: passkey,
      public_key: 'unused',
      counter: 0,
      transports: null,
      name: 'Example passkey',
      created_at: now,
      last_used_at: null,
    })
    .execute()
  await db
    .insertInto('authenticators')
    .values({
      organization_key,
      user_key: factorsOf,
      secret_encrypted: 'unused',
      recovery_codes_encrypted: 'unused',
      last_step: 0,
      confirmed_at: now,
      created_at: now,
    })
    .execute()
  return { session, passkey }
}
