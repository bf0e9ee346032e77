/**
 * `npm run screenshots`: takes the pictures of the portal in docs/screenshots, in light and in dark. The server is the
 * real one, on a folder of its own, with the sample, an administrator and a clock that stands still: where the pages did
 * not change, the pictures hardly do.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { findChromium } from '@portico/testing/chromium.ts'
import { type Browser, chromium, type Page } from 'playwright-core'
import { buildPortal } from './build-portal.ts'
import { type Sample, startSample } from './screenshots-sample.ts'

const folder = join(import.meta.dirname, '../docs/screenshots')
/** The address of the server that the pages show. It listens on a free port. */
const address = 'http://localhost:8080'

interface Picture {
  name: string
  path(keys: Sample['keys']): string
  /** Taken without a session */
  isOutside?: boolean
  before?(page: Page): Promise<unknown>
}

const pictures: Picture[] = [
  { name: 'sign-in', path: () => '/portal/sign-in', isOutside: true },
  { name: 'home', path: () => '/' },
  { name: 'api-clients', path: () => '/api-clients' },
  { name: 'api-client-create', path: () => '/api-clients/new', before: fillInClient },
  { name: 'api-client', path: ({ client }) => `/api-clients/${client}` },
  { name: 'users', path: () => '/users' },
  { name: 'user', path: ({ user }) => `/users/${user}?part=end-user-access` },
  { name: 'groups', path: () => '/groups' },
  { name: 'organization-role', path: ({ role }) => `/organization-roles/${role}` },
  { name: 'audit-trail', path: () => '/audit-trail' },
  // Last: it changes what the others show.
  { name: 'api-client-credentials', path: () => '/api-clients/new', before: createClient },
]

async function fillInClient(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('Payroll import')
  await page.getByLabel('Description').fill('Creates the users of each new month')
  await page.getByRole('checkbox', { name: 'Manage users', exact: true }).check()
  await page.evaluate('document.activeElement.blur(), scrollTo(0, 0)')
}

async function createClient(page: Page): Promise<void> {
  await fillInClient(page)
  await page.getByRole('button', { name: 'Create API client' }).click()
  await page.getByText('Copy the secret now').waitFor()
}

async function launch(port: number): Promise<Browser> {
  const { executablePath, env } = await findChromium()
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    args: ['--no-sandbox', '--font-render-hinting=none', `--host-resolver-rules=MAP localhost:8080 127.0.0.1:${port}`],
  })
}

const isLoading = '[aria-busy="true"], [aria-label="Loading"], .mantine-Skeleton-root'

async function take(browser: Browser, sample: Sample, picture: Picture, colorScheme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: 1280, height: 800 },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  if (!picture.isOutside) await context.addCookies([{ name: 'portico-session', value: sample.session, url: address }])
  const page = await context.newPage()
  await page.clock.setFixedTime(sample.now)
  await page.goto(picture.path(sample.keys))
  const settled = page.locator(`main:has(h1):not(:has(${isLoading}))`)
  await settled.waitFor()
  // The header's menus come a moment later.
  if (!picture.isOutside) await page.getByRole('button', { name: /^Account of / }).waitFor()
  await picture.before?.(page)
  await settled.waitFor()
  await page.screenshot({
    path: join(folder, `${picture.name}-${colorScheme}.png`),
    animations: 'disabled',
    caret: 'hide',
  })
  await context.close()
}

await buildPortal()
await mkdir(folder, { recursive: true })
const sample = await startSample(address)
const browser = await launch(sample.port)
try {
  for (const picture of pictures) {
    for (const colorScheme of ['light', 'dark'] as const) await take(browser, sample, picture, colorScheme)
    console.log(picture.name)
  }
} finally {
  await browser.close()
  await sample.stop()
}
