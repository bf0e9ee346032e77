import assert from 'node:assert/strict'
import { join } from 'node:path'
import { anyEngine } from '@portico/testing/databases.ts'
import { startTestServer, type TestServer, type TestServerOptions } from '@portico/testing/server.ts'
import type { Page } from 'playwright-core'
import { readPortalPaths } from '../../../server/src/http/pages/portal-pages.ts'
import { issueSetUpLink } from '../../../server/src/modules/set-up/first-administrator/issue-set-up-link.ts'
import { type Visit, visitor } from './browser.ts'

export const administrator = {
  name: 'Ada Admin',
  email: 'ada@example.com',
  password: 'Correct-horse-battery-7',
}

/** They lead to another page. */
const leadOn = ['/settings', '/branding', '/sign-in-settings', '/mail', '/mailbox', '/browser-programs']

/** The paths of all pages: `/users/:key` */
export const portalPaths = readPortalPaths(join(import.meta.dirname, '../../dist')).filter(
  (path) => !leadOn.includes(path),
)

/** Those of pages for people who are not signed in */
export const outsidePaths = [
  '/sign-in',
  '/signed-in',
  '/sign-in/:uid',
  '/sign-out',
  '/set-up',
  '/forgotten-password',
  '/accept-invitation',
]

/** They say that the secret was shown once, and lead back. */
const withoutSecret = ['/api-clients/:key/credentials', '/sign-in-applications/:key/credentials']

/** Those of pages for members that stay where they are */
export const pathsOfMembers = portalPaths.filter(
  (path) => !outsidePaths.includes(path) && !withoutSecret.includes(path),
)
assert.ok(pathsOfMembers.length > 30)

export interface TestPortal {
  server: TestServer
  /** The origin that the pages are at: cookies belong to it */
  url: string
  /** A visit without a session */
  visit: Visit
}

/** A server with its portal. */
export async function startPortal(options: Omit<TestServerOptions, 'engine'> = {}): Promise<TestPortal> {
  const server = await startTestServer({ engine: anyEngine, ...options })
  const url = server.context.publicUrl()
  return { server, url, visit: visitor(url) }
}

/** The link that a server prints when it starts */
export async function setUpLink(server: TestServer): Promise<string> {
  const { context } = server
  const organization = await context.organizations.find('localhost')
  const issued = await issueSetUpLink(context, organization)
  if (!issued) throw new Error('the organization is set up')
  return issued.link
}

/** Makes the first administrator on the set-up page, which leads to the sign-in. */
export async function setUp(page: Page, link: string, { name, email, password } = administrator): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create the administrator' }).click()
  await page.waitForURL('**/sign-in/*')
}

/** Signs in on the sign-in page that is open, and arrives at the home page. */
export async function signIn(page: Page, { email, password } = administrator): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Portal' }).waitFor()
}
