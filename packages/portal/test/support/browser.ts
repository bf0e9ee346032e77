import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterFile } from '../../../server/test/support/databases.ts'
import { findChromium } from './chromium.ts'

/** Where a screenshot of every failed visit is left. */
const failures = join(import.meta.dirname, '../failures')
/** How long a page may take for anything, in milliseconds: far more than it does, also on a busy machine. */
const patience = 30_000

export interface VisitOptions {
  colorScheme?: 'light' | 'dark'
  /** Width of the window; 1280 unless given */
  width?: number
  height?: number
  /** Cookies and storage to begin with, as `page.context().storageState()` returned them: somebody is signed in. */
  storageState?: BrowserContextOptions['storageState']
  /** Console messages that this visit is meant to cause */
  expected?: RegExp[]
}

export type Visit = <T>(work: (page: Page) => Promise<T>, options?: VisitOptions) => Promise<T>

let opened: Promise<Browser> | undefined

/** One browser for the test file, closed after its tests. */
async function openBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromium()
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    // Tests may run as root, where Chromium refuses its own sandbox. It only ever sees the server under test.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
  })
  afterFile(() => browser.close())
  return browser
}

/**
 * Visits the server at `url` with a fresh browser profile: `await visit(async (page) => { await page.goto('/users') })`.
 * Fails afterwards if a page logged an error, threw one, broke the Content-Security-Policy, asked another host for
 * anything, or got a 5xx.
 */
export const visitor =
  (url: string): Visit =>
  async (work, { width = 1280, height = 800, expected = [], ...options } = {}) => {
    opened ??= openBrowser()
    const browser = await opened
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width, height },
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'UTC',
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    })
    context.setDefaultTimeout(patience)
    const faults = await watch(context, url, expected)
    const page = await context.newPage()
    try {
      const result = await work(page)
      assert.deepEqual(faults, [], 'the pages did what none may do')
      return result
    } catch (error) {
      await keepScreenshot(page)
      if (faults.length > 0 && error instanceof Error) error.message += `\n${faults.join('\n')}`
      throw error
    } finally {
      await context.close()
    }
  }

/** Gathers what no page may do. */
async function watch(context: BrowserContext, url: string, expected: RegExp[]): Promise<string[]> {
  const faults: string[] = []
  const note = (fault: string): void => {
    if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault)
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
  return faults
}

const isEndpoint = (url: string): boolean => /^\/(?:api|portal|identity)\//.test(new URL(url).pathname)

async function keepScreenshot(page: Page): Promise<void> {
  await mkdir(failures, { recursive: true })
  const path = join(failures, `${Date.now()}.png`)
  // A page that is gone leaves none, and the failure itself says more.
  const kept = await page.screenshot({ path, fullPage: true }).catch(() => undefined)
  if (kept) console.error(`a screenshot of ${page.url()} is in ${path}`)
}
