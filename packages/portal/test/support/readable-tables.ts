import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/**
 * Checks that tables can be read in a narrow window: all of their columns are in it, headings are whole, and no word of up
 * to twenty letters is parted. Cheap enough for each page. The page is left as it was.
 */
export async function assertReadableTables(page: Page): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 }
  await page.setViewportSize({ width: 390, height: 844 })
  assert.deepEqual(await faults(page), [], `${page.url()} with a width of 390`)
  await page.setViewportSize(before)
}

/** Checks that no table is cut at its side, and no word of a label parted, where a sidebar leaves little room. */
export async function assertTablesFitBesideSidebar(page: Page): Promise<void> {
  const before = page.viewportSize() ?? { width: 1280, height: 800 }
  for (const width of [1024, 1100]) {
    await page.setViewportSize({ width, height: 800 })
    const cut = await page.evaluate(`[...document.querySelectorAll('main table')]
      .filter(({ parentElement: { scrollWidth, clientWidth } }) => scrollWidth > clientWidth + 1)
      .map(({ caption, parentElement: { scrollWidth, clientWidth } }) =>
        (caption?.textContent ?? '') + ': ' + scrollWidth + ' in ' + clientWidth)`)
    assert.deepEqual(cut, [], `${page.url()} with a width of ${width}`)
    const parted = await page.evaluate(`(() => {
      ${partedIn}
      return [...document.querySelectorAll('main label')].flatMap(partedIn)
    })()`)
    assert.deepEqual(parted, [], `${page.url()} with a width of ${width}`)
  }
  await page.setViewportSize(before)
}

const faults = (page: Page): Promise<string[]> =>
  page.evaluate(`(() => {
    ${partedIn}
    const found = []
    for (const table of document.querySelectorAll('main table')) {
      const frame = table.parentElement
      if (frame.scrollWidth > frame.clientWidth + 1) found.push('wider than the window: ' + table.caption?.textContent)
      for (const heading of table.querySelectorAll('th'))
        if (heading.scrollWidth > heading.clientWidth + 1) found.push('cut: ' + heading.textContent)
      found.push(...partedIn(table))
    }
    return found
  })()`)

/** Runs in the page: the words of up to twenty letters within an element whose letters stand in two lines */
const partedIn = `const partedIn = (element) => {
  const found = []
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    if (!text.parentElement.checkVisibility({ visibilityProperty: true })) continue
    for (const { 0: word, index } of text.data.matchAll(/(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}]{2,20}(?![\\p{L}\\p{N}])/gu)) {
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
      if (lines.size > 1) found.push('parted: ' + word)
    }
  }
  return found
}`
