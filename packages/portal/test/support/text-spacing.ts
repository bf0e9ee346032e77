import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** The space that people may want between lines, paragraphs, letters and words (WCAG 1.4.12) */
const spacing = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`

/**
 * Checks that nothing is cut or overlaps once text has the space of WCAG 1.4.12, in a wide and in a narrow window. Cheap
 * enough for each page. The page is left as it was.
 */
export async function assertBearsTextSpacing(page: Page): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 }
  // A style element would need the nonce of the Content-Security-Policy.
  await page.evaluate(`(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(${JSON.stringify(spacing)})
    document.adoptedStyleSheets.push(sheet)
  })()`)
  for (const size of [before, { width: 390, height: 844 }]) {
    await page.setViewportSize(size)
    const where = `${page.url()} with spaced text and a width of ${size.width}`
    assert.deepEqual(await faults(page), [], where)
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), where)
  }
  await page.evaluate('document.adoptedStyleSheets.pop()')
  await page.setViewportSize(before)
}

/** Boxes that cut their text, and texts that lie on each other. Texts that end in dots are meant to be cut; bars cover what is scrolled. */
const faults = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    const left = 'pre, svg, [aria-hidden="true"], [role="tooltip"], header, .mantine-ScrollArea-root, .mantine-Notifications-root'
    const isLookedAt = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(left)
    const styles = (one) => {
      const all = []
      for (let box = one; box; box = box.parentElement) all.push(getComputedStyle(box))
      return all
    }
    const isHidden = ({ clipPath, webkitLineClamp, textOverflow }) =>
      clipPath !== 'none' || webkitLineClamp !== 'none' || textOverflow === 'ellipsis'
    const isOut = ({ position }) => position === 'absolute' || position === 'fixed' || position === 'sticky'
    const cut = [...document.querySelectorAll('main *, [role="dialog"] *')].filter((one) => {
      if (['INPUT', 'TEXTAREA', 'SELECT'].includes(one.tagName) || one.clientHeight <= 1 || !isLookedAt(one)) return false
      const { overflowX, overflowY } = getComputedStyle(one)
      const isCut = (overflow, whole, shown) => ['hidden', 'clip'].includes(overflow) && whole > shown + 2
      const has = isCut(overflowY, one.scrollHeight, one.clientHeight) || isCut(overflowX, one.scrollWidth, one.clientWidth)
      return has && !styles(one).some(isHidden)
    })
    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
    const boxes = []
    while (texts.nextNode()) {
      const one = texts.currentNode.parentElement
      if (texts.currentNode.data.trim() === '' || !isLookedAt(one)) continue
      if (styles(one).some((style) => isHidden(style) || isOut(style))) continue
      const range = document.createRange()
      range.selectNodeContents(texts.currentNode)
      for (const box of range.getClientRects()) if (box.width > 2 && box.height > 2) boxes.push({ box, one })
    }
    const over = ({ box: a, one }, { box: b, one: other }) => one !== other &&
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5
    const overlapping = boxes.flatMap((first, index) =>
      boxes.slice(index + 1, index + 60).filter((second) => over(first, second)).map((second) => [first.one, second.one]))
    return [
      ...cut.map((one) => 'cut: ' + one.outerHTML.slice(0, 160)),
      ...overlapping.map((pair) => 'overlapping: ' + pair.map(({ textContent }) => textContent.slice(0, 60)).join(' | ')),
    ]
  })()`)
