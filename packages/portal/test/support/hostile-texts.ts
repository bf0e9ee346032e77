import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** Would leave `ran` in the window, an element that nobody made, or turned-around words behind it. */
export const hostileName = `"'><svg/onload=ran=1 data-bait><script>ran=1</script><b data-bait>\${ran=1}{{ran=1}}\u202eevil`
/** For fields of 50 characters */
export const hostileShortName = `"><img src=x onerror=ran=1 data-bait>\u202eevil`
/** For whatever could end up as an address */
export const hostileText = `javascript:ran=1//<img src=//other.example/x onerror=ran=1 data-bait>\u202eevil`

/**
 * Checks that what is on the page now shows hostile texts as texts: nothing of them became an element, a handler or an
 * address, and none turns around what stands beside it.
 * @returns how many of them are on the page
 */
export async function assertHarmless(page: Page, where: string): Promise<number> {
  const { faults, seen } = (await page.evaluate(`(${lookAround})()`)) as Looked
  assert.deepEqual(faults, [], where)
  return seen
}

interface Looked {
  faults: string[]
  seen: number
}

const lookAround = String.raw`() => {
  const faults = []
  let seen = 0
  if (window.ran !== undefined) faults.push('a script ran')
  for (const element of document.querySelectorAll('[data-bait], script:not([src]), iframe, object, embed, base'))
    faults.push('an element that nobody made: ' + element.outerHTML.slice(0, 200))
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      const isAddress = /^(?:href|src|srcset|action|formaction|data|xlink:href)$/.test(name)
      if (name.startsWith('on') || (isAddress && /^\s*(?:javascript|data|vbscript):/i.test(value)))
        faults.push(name + '="' + value.slice(0, 100) + '"')
    }
  }
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const text = node.textContent.trim()
    if (!text.includes('\u202e')) continue
    seen++
    let around = node.parentElement
    while (around && getComputedStyle(around).unicodeBidi === 'normal') around = around.parentElement
    // Lines of a mail are what its recipient sees, too.
    if (node.parentElement.closest('[aria-label="Text of the e-mail"]')) continue
    const block = around.cloneNode(true)
    for (const isolated of block.querySelectorAll('bdi')) isolated.remove()
    const words = block.textContent.replace(/\u2068[^\u2069]*\u2069/g, '')
    if (/\u202eevil\s*\S/.test(words)) faults.push('turns around what comes after it: ' + words.slice(0, 300))
  }
  return { faults, seen }
}`
