import { randomUUID } from 'node:crypto'
import { grantUserOrganizationRole } from '@portico/server/modules/directory/assignments/grant-user-organization-role.ts'
import { seedUsers } from '@portico/server/modules/directory/users/seed-users.ts'
import type { PermissionName } from '@portico/server/modules/foundation/permissions/permission-catalogue.ts'
import type { Principal } from '@portico/server/modules/foundation/permissions/principal.ts'
import { createOrganizationRole } from '@portico/server/modules/members/organization-roles/create-organization-role.ts'
import { listOrganizationRoles } from '@portico/server/modules/members/organization-roles/list-organization-roles.ts'
import { createSession } from '@portico/server/modules/members/sessions/create-session.ts'
import type { SignInMethod } from '@portico/server/modules/members/sessions/session.ts'
import { csrfTokenOf } from '@portico/server/modules/members/sessions/session-token.ts'
import { type Received, send } from './requests.ts'
import type { TestServer } from './server.ts'

/** A permission by name for the whole organization, or with the environments it is granted for. */
export type Granted = PermissionName | { name: PermissionName; environmentKeys: string[] }

/** A user of the organization whose custom organization role has these permissions; without any, they hold no role. */
export async function createMember(
  { context }: Pick<TestServer, 'context'>,
  system: Principal,
  permissions: readonly Granted[] = [],
  { name = 'Mia Member', email = `${randomUUID()}@example.com` }: { name?: string | null; email?: string } = {},
): Promise<string> {
  const users = [{ name, email, status: 'Active' as const }]
  const [userKey = ''] = await seedUsers(context, system.organizationKey, users)
  if (permissions.length > 0) {
    const { orgRoleKey } = await createOrganizationRole(context, system, {
      name: randomUUID(),
      permissions: permissions.map((granted) => (typeof granted === 'string' ? { name: granted } : granted)),
    })
    await grantUserOrganizationRole(context, system, { key: userKey, roleKey: orgRoleKey }, null)
  }
  return userKey
}

/** An active user with an e-mail who holds a built-in role for the whole organization. */
export async function createBuiltInMember(
  { context, system }: Pick<TestServer, 'context' | 'system'>,
  role: 'Administrator' | 'Developer',
  email = `${randomUUID()}@example.com`,
): Promise<{ key: string; email: string }> {
  const key = await createMember({ context }, system, [], { name: role, email })
  const { results } = await listOrganizationRoles(context, system, {})
  const roleKey = results.find(({ name }) => name === role)?.key ?? ''
  await grantUserOrganizationRole(context, system, { key, roleKey }, null)
  return { key, email }
}

/** A member with a session. */
export interface SignedIn {
  userKey: string
  sessionKey: string
  /** What the cookie holds */
  token: string
  cookie: string
  csrfToken: string
  /** Sends as the portal's pages do. */
  send(method: string, path: string, options?: { body?: unknown; headers?: Record<string, string> }): Promise<Received>
}

/** A session of the user, as if they had signed in. */
export async function sessionOf(
  { context, url }: Pick<TestServer, 'context' | 'url'>,
  organizationKey: string,
  userKey: string,
  method: SignInMethod = 'password',
): Promise<SignedIn> {
  const { token, key } = await createSession(context, {
    organizationKey,
    userKey,
    method,
    authorizationSession: null,
    address: '127.0.0.1',
    userAgent: 'Test',
  })
  const cookie = `portico-session=${token}`
  const csrfToken = csrfTokenOf(context.vault, token)
  return {
    userKey,
    sessionKey: key,
    token,
    cookie,
    csrfToken,
    send: (method, path, { body, headers } = {}) =>
      send(url, method, path, { body, headers: { cookie, 'x-csrf-token': csrfToken, ...headers } }),
  }
}

/** A new member with these permissions who is signed in. */
export async function signedInMember(server: TestServer, ...permissions: Granted[]): Promise<SignedIn> {
  const userKey = await createMember(server, server.system, permissions)
  return sessionOf(server, server.organizationKey, userKey)
}
