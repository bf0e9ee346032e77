import { createMember, type Granted, sessionOf } from '../../../server/test/support/signed-in-members.ts'
import type { Visit, VisitOptions } from './browser.ts'
import type { TestPortal } from './portal.ts'

/** Visits by a new member whose role has these permissions, signed in without the pages for that. */
export async function visitsOfMember(portal: TestPortal, ...permissions: Granted[]): Promise<Visit> {
  return visitsOf(portal, await createMember(portal.server, portal.server.system, permissions))
}

/** Visits by a new administrator, signed in without the pages for that. */
export async function visitsOfAdministrator(portal: TestPortal): Promise<Visit> {
  const { context, system } = portal.server
  const userKey = await createMember(portal.server, system, [], { name: 'Ada Admin' })
  const { results } = await context.organizationRoles.list(system, {})
  const role = results.find(({ name }) => name === 'Administrator')
  await context.userOrganizationRoles.grant(system, { key: userKey, roleKey: role?.key ?? '' }, null)
  return visitsOf(portal, userKey)
}

async function visitsOf({ server, url, visit }: TestPortal, userKey: string): Promise<Visit> {
  const { token } = await sessionOf(server, server.organizationKey, userKey)
  const cookie = { name: 'portico-session', value: token, domain: new URL(url).hostname, path: '/' }
  const rest = { httpOnly: true, secure: false, sameSite: 'Lax' as const, expires: -1 }
  const storageState: VisitOptions['storageState'] = { cookies: [{ ...cookie, ...rest }], origins: [] }
  return (work, options) => visit(work, { ...options, storageState })
}
