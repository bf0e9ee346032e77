import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  help: string
  nodes: { target: string[]; failureSummary: string }[]
}

/**
 * Checks the page as it is now with axe, in light and in dark: nothing may be found. The second time only what colors
 * decide is looked at again: everything else is the same document.
 */
export async function assertAccessible(page: Page): Promise<void> {
  await page.locator('main h1').waitFor()
  // What came to be under the mouse by chance shows its tooltip, which is no part of the page.
  await page.mouse.move(0, 0)
  await page.emulateMedia({ colorScheme: 'light' })
  await settled(page)
  assert.deepEqual(await violationsOf(page, {}), [], `${page.url()} in light`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await settled(page)
  assert.deepEqual(
    await violationsOf(page, { runOnly: ['color-contrast', 'link-in-text-block'] }),
    [],
    `${page.url()} in dark`,
  )
}

/** What changes its color is half way between both for a moment. A transition that was replaced may never be finished. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(`Promise.race([
    new Promise((late) => setTimeout(late, 1000)),
    new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))).then(() =>
      Promise.allSettled(document.getAnimations().flatMap((one) => one instanceof CSSTransition ? [one.finished] : []))
    ),
  ])`)
}

/** But for tooltips, which come and go with the mouse and belong to no landmark: their text is that of what they describe. */
async function violationsOf(page: Page, options: { runOnly?: string[] }): Promise<string[]> {
  // Not as a script element, which the Content-Security-Policy forbids, rightly. Its 560 kB are sent once for a document.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source)
  const violations = (await page.evaluate(
    `axe.run({ exclude: [['[role=tooltip]']] }, ${JSON.stringify({ resultTypes: ['violations'], ...options })}).then(({ violations }) => violations)`,
  )) as Violation[]
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  )
}
