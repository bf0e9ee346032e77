import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterFile, afterLastFile } from '@portico/testing/after-file.ts'
import { findChromium } from '@portico/testing/chromium.ts'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** Where a screenshot of every failed visit is left. */
const failures = join(import.meta.dirname, '../failures')
/** How long a page may take for anything, in milliseconds: far more than it does, also on a busy machine. */
const pageTimeout = 30_000

export interface VisitOptions {
  colorScheme?: 'light' | 'dark'
  /** Width of the window; 1280 unless given */
  width?: number
  height?: number
  /** The browser's language; en-GB unless given */
  locale?: string
  /** Cookies and storage to begin with, as `page.context().storageState()` returned them: somebody is signed in. */
  storageState?: BrowserContextOptions['storageState']
  /** Console messages that this visit is meant to cause */
  expected?: RegExp[]
}

export type Visit = <T>(work: (page: Page) => Promise<T>, options?: VisitOptions) => Promise<T>

let opened: Promise<Browser> | undefined

/** One browser for all test files of the process, as long as it lives. Each file has profiles of its own. */
async function openBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromium()
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    // Tests may run as root, where Chromium refuses its own sandbox. It only ever sees the server under test.
    // A page lives too briefly for V8's optimizing compilers to pay: without them its process costs a tenth less.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--js-flags=--no-turbofan --no-maglev'],
  })
  browser.on('disconnected', () => (opened = undefined))
  afterLastFile(() => browser.close())
  return browser
}

/** Browsers say nothing by themselves where the script catches what a violation throws. */
const sayViolations = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
  console.error('broke the policy: ' + violatedDirective + ' ' + blockedURI + ' ' + sourceFile))`

interface Profile {
  context: BrowserContext
  /** Console messages that the visit is meant to cause, and what pages did that none may do */
  watched: { expected: RegExp[]; faults: string[] }
  /** The page of the last visit, which the next one may have */
  idle?: Page | undefined
}

async function openProfile(url: string, options: BrowserContextOptions): Promise<Profile> {
  opened ??= openBrowser().catch((error) => {
    opened = undefined
    throw error
  })
  const browser = await opened
  const context = await browser.newContext({
    baseURL: url,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  })
  context.setDefaultTimeout(pageTimeout)
  await context.addInitScript(sayViolations)
  const watched = { expected: [], faults: [] }
  watch(context, url, watched)
  return { context, watched }
}

/**
 * Visits the server at `url`: `await visit(async (page) => { await page.goto('/users') })`. Each visit has a fresh browser
 * profile, except that visits by the same session share one, and its page: the process behind it has compiled the scripts
 * already, so that they take less than half the time. Fails afterwards if a page logged an error, threw one, broke the
 * Content-Security-Policy, asked another host for anything, or got a 5xx.
 */
export const visitor = (url: string): Visit => {
  const shared = new Map<string, Promise<Profile>>()
  afterFile(async () => {
    for (const profile of await Promise.allSettled(shared.values()))
      if (profile.status === 'fulfilled') await profile.value.context.close()
  })

  return async (work, { width = 1280, height = 800, expected = [], ...options } = {}) => {
    const all = { viewport: { width, height }, ...options }
    const id = JSON.stringify(all)
    const isShared = options.storageState !== undefined
    const opening = (isShared && shared.get(id)) || openProfile(url, all)
    if (isShared) shared.set(id, opening)
    const profile = await opening
    const { context, watched } = profile
    const faults: string[] = []
    Object.assign(watched, { expected, faults })
    const page = profile.idle ?? (await context.newPage())
    profile.idle = undefined
    try {
      const result = await work(page)
      assert.deepEqual(faults, [], 'the pages did what none may do')
      if (isShared) profile.idle = await leave(page, options)
      return result
    } catch (error) {
      await keepScreenshot(page)
      if (faults.length > 0 && error instanceof Error) error.message += `\n${faults.join('\n')}`
      throw error
    } finally {
      if (!isShared) await context.close()
      else if (!profile.idle) for (const open of context.pages()) await open.close()
    }
  }
}

/**
 * Prepares the page for the next visit: no other tabs, nothing stored, nothing of what the test had asked of it. What it
 * shows stays until the next visit goes to a page of its own, even a form that would ask whether to leave it.
 * @returns undefined where the page is beyond that
 */
async function leave(page: Page, { colorScheme = 'light' }: VisitOptions): Promise<Page | undefined> {
  for (const open of page.context().pages()) if (open !== page) await open.close()
  page.removeAllListeners()
  await page.unrouteAll()
  await page.emulateMedia({ colorScheme })
  await page.mouse.move(0, 0)
  const isReady = await page.evaluate(endVisit).catch(() => false)
  return isReady ? page : undefined
}

const endVisit = `(() => {
  localStorage.clear()
  sessionStorage.clear()
  addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)
  return window.visitEnded = true
})()`

/** Whether the page is still that of a former visit. */
export const isLeft = (page: Page): Promise<boolean> => page.evaluate('"visitEnded" in window')

/** Gathers what no page may do. */
function watch(context: BrowserContext, url: string, watched: Profile['watched']): void {
  const note = (fault: string): void => {
    if (!watched.expected.some((pattern) => pattern.test(fault))) watched.faults.push(fault)
  }
  const { origin } = new URL(url)
  context.on('request', (request) => {
    const target = request.url()
    if (!target.startsWith(`${origin}/`) && !/^(?:data|blob|about):/.test(target)) note(`asked another host: ${target}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 500) note(`${response.status()} for ${response.request().method()} ${response.url()}`)
  })
  context.on('weberror', (error) => note(`uncaught: ${error.error().stack ?? error.error().message}`))
  context.on('console', (message) => {
    // Violations of the Content-Security-Policy come as errors, too.
    if (!['error', 'warning'].includes(message.type())) return
    // A refusal of the server is an answer, which the page shows.
    if (/^Failed to load resource/.test(message.text()) && isEndpoint(message.location().url)) return
    note(`console ${message.type()}: ${message.text()} (${message.location().url})`)
  })
}

const isEndpoint = (url: string): boolean => /^\/(?:api|portal|identity)\//.test(new URL(url).pathname)

async function keepScreenshot(page: Page): Promise<void> {
  await mkdir(failures, { recursive: true })
  const path = join(failures, `${Date.now()}.png`)
  // A page that is gone leaves none, and the failure itself says more.
  const kept = await page.screenshot({ path, fullPage: true }).catch(() => undefined)
  if (kept) console.error(`a screenshot of ${page.url()} is in ${path}`)
}
