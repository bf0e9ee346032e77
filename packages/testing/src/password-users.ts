import { createUser } from '@portico/server/modules/directory/users/create-user.ts'
import { storePassword } from '@portico/server/modules/sign-in/credentials/store-password.ts'
import { Problem } from '@portico/server/problems/problem.ts'
import { Secret, TOTP } from 'otpauth'
import type { TestServer } from './server.ts'

interface PasswordUser {
  key: string
  email: string
}

/** A password that is allowed, and in no list. */
export const goodPassword = 'Quiet-Harbour-7-Lanterns'

let made = 0

/** An active user with a profile at the built-in identity provider and, unless it is null, a password. */
export async function createPasswordUser(
  { context, organizationKey, system }: TestServer,
  {
    email = `user${++made}@example.com`,
    name = 'Paula Password',
    password = goodPassword,
    isActive = true,
  }: { email?: string; name?: string; password?: string | null; isActive?: boolean } = {},
): Promise<PasswordUser> {
  const { key } = await createUser(context, system, { email, name, isActive, addToBuiltInIdentityProvider: true })
  if (password !== null) {
    const hash = await context.hashes.make(password, { address: null })
    await storePassword(context, organizationKey, key, { hash })
  }
  return { key, email }
}

/** The code that an authenticator app shows at this time. */
export const codeOf = (secret: string, timestamp: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })

/** The problem with which this is refused. */
export async function refusalOf(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  )
  if (error instanceof Problem) return error
  throw error
}
