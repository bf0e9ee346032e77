import { loadavg } from 'node:os'
import { chromium } from 'playwright-core'
import { grantRole } from '../packages/portal/test/support/members.ts'
import { findChromium } from '../packages/testing/src/chromium.ts'
import { startTestServer } from '../packages/testing/src/server.ts'
import { createMember, sessionOf } from '../packages/testing/src/signed-in-members.ts'

// The first page of a browser that has nothing of the portal yet, over a slow connection: 400 ms for each answer and
// 50 kB/s, as Chromium emulates them. When something is painted, when the page has its heading and data, what was asked for.

const latency = 400
const bytesPerSecond = 50_000

const server = await startTestServer({ engine: 'sqlite' })
const userKey = await createMember(server, server.system, [], { name: 'Ada Admin' })
await grantRole(server, userKey, 'Administrator')
const { token } = await sessionOf(server, server.organizationKey, userKey)
const url = server.context.publicUrl()
const { executablePath, env } = await findChromium()
const browser = await chromium.launch({
  executablePath,
  env: { ...process.env, ...env } as Record<string, string>,
  args: ['--no-sandbox', '--disable-gpu'],
})

console.log(`load ${loadavg()[0]?.toFixed(1)}`)
console.log('| page | requests | kB | first paint, with text | page after |\n|---|---|---|---|---|')
for (const path of ['/', '/users', '/api-clients', '/sign-in']) {
  const context = await browser.newContext({ baseURL: url })
  await context.addCookies([{ name: 'portico-session', value: token, url }])
  const page = await context.newPage()
  const protocol = await context.newCDPSession(page)
  await protocol.send('Network.enable')
  await protocol.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  })
  const asked: string[] = []
  let bytes = 0
  protocol.on('Network.requestWillBeSent', ({ request }) => asked.push(new URL(request.url).pathname))
  protocol.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  const begun = performance.now()
  await page.goto(path, { waitUntil: 'commit' })
  await page.locator('main h1, h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.locator('main:not(:has(.mantine-Skeleton-root))').waitFor()
  const shown = performance.now() - begun
  const paints = (await page.evaluate(
    "performance.getEntriesByType('paint').map(({ startTime }) => startTime.toFixed(0) + ' ms').join(', ')",
  )) as string
  console.log(`| ${path} | ${asked.length} | ${(bytes / 1_000).toFixed(0)} | ${paints} | ${shown.toFixed(0)} ms |`)
  if (process.env.BENCH_REQUESTS) console.log(asked.join('\n'))
  await context.close()
}
await browser.close()
await server.close()
process.exit()
