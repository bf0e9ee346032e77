import { grantUserOrganizationRole } from '@portico/server/modules/directory/assignments/grant-user-organization-role.ts'
import { listOrganizationRoles } from '@portico/server/modules/members/organization-roles/list-organization-roles.ts'
import { createMember, type Granted, type SignedIn, sessionOf } from '@portico/testing/signed-in-members.ts'
import type { Visit, VisitOptions } from './browser.ts'
import type { TestPortal } from './portal.ts'

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
export async function sessionInRole(
  { server }: TestPortal,
  role: 'Administrator' | 'Developer',
  name: string,
): Promise<SignedIn> {
  const { context, system, organizationKey } = server
  const userKey = await createMember(server, system, [], { name })
  const { results } = await listOrganizationRoles(context, system, {})
  const roleKey = results.find((known) => known.name === role)?.key ?? ''
  await grantUserOrganizationRole(context, system, { key: userKey, roleKey }, null)
  return sessionOf(server, organizationKey, userKey)
}

/** Visits with this session's cookie. */
export function visitsOf({ url, visit }: TestPortal, { token }: Pick<SignedIn, 'token'>): Visit {
  const cookie = { name: 'portico-session', value: token, domain: new URL(url).hostname, path: '/' }
  const rest = { httpOnly: true, secure: false, sameSite: 'Lax' as const, expires: -1 }
  const storageState: VisitOptions['storageState'] = { cookies: [{ ...cookie, ...rest }], origins: [] }
  return (work, options) => visit(work, { ...options, storageState })
}
