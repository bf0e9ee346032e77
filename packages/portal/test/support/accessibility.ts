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
const exceptTooltips = "{ exclude: [['[role=tooltip]']] }"

/** @param place what is looked at, as an expression of the page */
async function violationsOf(
  page: Page,
  options: { runOnly?: string[] },
  place: string = exceptTooltips,
): Promise<string[]> {
  // Not as a script element, which the Content-Security-Policy forbids, rightly. Its 560 kB are sent once for a document.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source)
  const violations = (await page.evaluate(
    `axe.run(${place}, ${JSON.stringify({ resultTypes: ['violations'], ...options })}).then(({ violations }) => violations)`,
  )) as Violation[]
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  )
}

/**
 * Checks that what can be pressed is called by the words that stand on it, so that it can be pressed by voice (WCAG 2.5.3).
 * Languages differ in the order of words.
 */
export async function assertNamedAsShown(page: Page): Promise<void> {
  const others = await page.evaluate(`[...document.querySelectorAll('main :is(a, button)[aria-label]')]
    .map((one) => [one.innerText.trim(), one.getAttribute('aria-label')])
    .filter(([shown, name]) => shown.length > 1 && !name.toLowerCase().includes(shown.toLowerCase()))`)
  assert.deepEqual(others, [], page.url())
}

/** What is open over the page, or else the page */
const topmost = `[...document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]')]
  .findLast((one) => one.checkVisibility()) ?? ${exceptTooltips}`

/**
 * Checks with axe that people read everything in the few colors of their own: in the dialog or menu that is open, or else
 * on the page. Only colors are looked at. Cheap enough for each page. The page is left as it was.
 */
export async function assertReadableInForcedColors(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active', colorScheme })
  await settled(page)
  const found = await violationsOf(page, { runOnly: ['color-contrast', 'link-in-text-block'] }, topmost)
  assert.deepEqual(found, [], `${page.url()} in forced colors, ${colorScheme}`)
  await page.emulateMedia({ forcedColors: null, colorScheme: null })
}

/**
 * Checks the page as people see it who magnify it, have colors of their own or read from right to left, without another
 * page load. The page is left as it was.
 */
export async function assertUsableInAllModes(page: Page): Promise<void> {
  const { width = 1280, height = 800 } = page.viewportSize() ?? {}
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
  await settled(page)
  assert.deepEqual(await violationsOf(page, {}), [], `${page.url()} in forced colors`)
  assert.deepEqual(await colorfulIcons(page), [], `${page.url()} in forced colors: an icon with a color of its own`)
  await page.emulateMedia({ forcedColors: 'none' })

  await page.evaluate(`document.documentElement.dir = 'rtl'`)
  assert.ok(await isAsWideAsWindow(page), `${page.url()} from right to left`)
  await page.evaluate(`document.documentElement.dir = 'ltr'`)

  // 200 % and 400 % of 1280 pixels (WCAG 1.4.10)
  for (const size of [
    { width: 640, height: 400 },
    { width: 320, height: 256 },
  ]) {
    await page.setViewportSize(size)
    assert.ok(await isAsWideAsWindow(page), `${page.url()} with a width of ${size.width}`)
  }
  await page.setViewportSize({ width, height })
  await assertFocusInView(page)

  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('navigation').filter({ visible: true }).count(), 0, `${page.url()} on paper`)
  await page.emulateMedia({ media: null, colorScheme: null, forcedColors: null })
}

/** Icons that do not have the color of the line that they stand in, which the browser leaves as it is in forced colors */
const colorfulIcons = (page: Page): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll('svg.tabler-icon, svg[class*="hevron"]')]
    .filter((one) => {
      const { color, opacity } = getComputedStyle(one)
      return color !== getComputedStyle(one.parentElement).color || opacity !== '1'
    })
    .map((one) => one.outerHTML.slice(0, 160))`)

/**
 * Checks that the page fits into a window of 320 pixels in both directions of reading, and onto paper without the
 * navigation. Cheap enough for each page. The page is left as it was.
 */
export async function assertFits(page: Page): Promise<void> {
  const { width = 1280, height = 800 } = page.viewportSize() ?? {}
  await page.setViewportSize({ width: 320, height: 256 })
  for (const direction of ['rtl', 'ltr']) {
    await page.evaluate(`document.documentElement.dir = '${direction}'`)
    assert.ok(await isAsWideAsWindow(page), `${page.url()} with a width of 320, ${direction}`)
    assert.deepEqual(await cutOff(page), [], `${page.url()} with a width of 320, ${direction}`)
  }
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('navigation').filter({ visible: true }).count(), 0, `${page.url()} on paper`)
  assert.equal(await page.locator('[data-life-step]').filter({ visible: true }).count(), 0, `${page.url()} on paper`)
  await page.emulateMedia({ media: null })
  await page.setViewportSize({ width, height })
}

/**
 * What is cut at the edge of its box or of the window. Texts that end in dots are meant to be; code is scrolled, and so are
 * tables of many columns, in a frame of their own (WCAG 1.4.10 leaves both out).
 */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const isMeant = (one) => {
      if (one.closest('pre, code, [data-limited], [aria-hidden="true"], .mantine-Paper-root:has(> table)')) return true
      for (let box = one; box; box = box.parentElement) {
        const { clipPath, textOverflow, visibility, webkitLineClamp } = getComputedStyle(box)
        if (textOverflow === 'ellipsis' || webkitLineClamp !== 'none' || clipPath !== 'none' || visibility === 'hidden')
          return true
      }
      return false
    }
    return [...document.querySelectorAll('main *, [role="dialog"] *')].filter((one) => {
      const { left, right, width, height } = one.getBoundingClientRect()
      if (width <= 1 || height <= 1) return false
      const isOutside = right > innerWidth + 1 || left < -1
      const isCut = getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1 &&
        !['INPUT', 'TEXTAREA', 'SELECT'].includes(one.tagName)
      return (isOutside || isCut) && !isMeant(one)
    }).map((one) => one.outerHTML.slice(0, 160))
  })()`)

const isAsWideAsWindow = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth <= innerWidth')

/**
 * Checks that a bar never covers what has the focus (WCAG 2.4.11), forwards and backwards through the page or the dialog that
 * is open, in a wide and in a narrow window. The page is left as it was, but for the focus.
 */
export async function assertFocusInView(page: Page): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 }
  for (const size of [before, { width: 390, height: 844 }, { width: 640, height: 400 }]) {
    await page.setViewportSize(size)
    assert.deepEqual(await coveredStops(page), [], `${page.url()} with a width of ${size.width}: the focus is covered`)
  }
  await page.setViewportSize(before)
}

/** What is covered, or out of the window, while it has the focus. Focusing it scrolls as Tab does, and takes no key press each. */
export const coveredStops = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const stops = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]'
    const place = [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? document.querySelector('main')
    // Lists of choices are closed by what takes the focus from them.
    const isBar = (box) => ['fixed', 'sticky'].includes(getComputedStyle(box).position) && !box.matches('.mantine-Popover-dropdown')
    const isCovered = (one) => {
      one.focus()
      const { left, top, width, height } = one.getBoundingClientRect()
      if (width <= 1 || height <= 1) return false
      if (top >= innerHeight || top + height <= 0) return true
      return [0.1, 0.5, 0.9].every((down) => [0.1, 0.5, 0.9].every((along) => {
        let at = document.elementFromPoint(left + along * width, top + down * height)
        for (; at && !at.contains(one); at = at.parentElement) if (isBar(at)) return true
        return false
      }))
    }
    const all = [...place.querySelectorAll(stops)].filter((one) => one.checkVisibility({ visibilityProperty: true }))
    return [...all, ...all.toReversed()].filter(isCovered).map((one) => one.outerHTML.slice(0, 160))
  })()`)
