import { grantUserOrganizationRole } from '@portico/server/modules/directory/assignments/grant-user-organization-role.ts'
import { listOrganizationRoles } from '@portico/server/modules/members/organization-roles/list-organization-roles.ts'
import type { TestServer } from '@portico/testing/server.ts'
import { createMember, type Granted, type SignedIn, sessionOf } from '@portico/testing/signed-in-members.ts'
import type { Visit, VisitOptions } from './browser.ts'
import type { TestPortal } from './portal.ts'

type BuiltInRole = 'Administrator' | 'Developer'

/** Visits by a new member whose role has these permissions, signed in without the pages for that. */
export async function visitsOfMember(portal: TestPortal, ...permissions: Granted[]): Promise<Visit> {
  const userKey = await createMember(portal.server, portal.server.system, permissions)
  return visitsOf(portal, await sessionOf(portal.server, portal.server.organizationKey, userKey))
}

/** Visits by a new administrator, signed in without the pages for that. */
export async function visitsOfAdministrator(portal: TestPortal): Promise<Visit> {
  return visitsOf(portal, await sessionInRole(portal, 'Administrator', 'Ada Admin'))
}

/** A session of a new member who holds a built-in organization role. */
export async function sessionInRole({ server }: TestPortal, role: BuiltInRole, name: string): Promise<SignedIn> {
  const userKey = await createMember(server, server.system, [], { name })
  await grantRole(server, userKey, role)
  return sessionOf(server, server.organizationKey, userKey)
}

/** Grants a built-in organization role. */
export async function grantRole({ context, system }: TestServer, userKey: string, role: BuiltInRole): Promise<void> {
  const { results } = await listOrganizationRoles(context, system, {})
  const roleKey = results.find((known) => known.name === role)?.key ?? ''
  await grantUserOrganizationRole(context, system, { key: userKey, roleKey }, null)
}

/** Visits with this session's cookie. */
export function visitsOf({ url, visit }: TestPortal, { token }: Pick<SignedIn, 'token'>): Visit {
  const cookie = { name: 'portico-session', value: token, domain: new URL(url).hostname, path: '/' }
  const rest = { httpOnly: true, secure: false, sameSite: 'Lax' as const, expires: -1 }
  const storageState: VisitOptions['storageState'] = { cookies: [{ ...cookie, ...rest }], origins: [] }
  return (work, options) => visit(work, { ...options, storageState })
}
