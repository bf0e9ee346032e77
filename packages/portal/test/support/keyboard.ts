import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** What has the focus: its name as a screen reader says it, so far as buttons, links and fields go, and whether one sees it. */
interface Focused {
  name: string
  isSeen: boolean
}

/** More than any page has. */
const mostStops = 250

/**
 * Somebody without a mouse, who has Tab, Enter, Space and letters. Whatever has the focus on the way must show it.
 */
export class Keyboard {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Goes on with Tab until the focus is on what is called that. */
  async reach(name: string | RegExp): Promise<void> {
    // A dialog takes the focus a moment after it is there: to where somebody has tabbed meanwhile, it would not come back.
    await this.#page.waitForFunction(isInTopmostDialog)
    const passed: string[] = []
    for (let stop = 0; stop < mostStops; stop++) {
      await this.#page.keyboard.press('Tab')
      const focused = await this.#focused()
      if (!focused) continue
      assert.ok(focused.isSeen, `one does not see that the focus is on “${focused.name}”`)
      if (typeof name === 'string' ? focused.name === name : name.test(focused.name)) return
      passed.push(focused.name)
    }
    assert.fail(`Tab never came to “${name}”, but to ${passed.slice(0, 80).join(' | ')}`)
  }

  async press(name: string | RegExp, key: 'Enter' | 'Space'): Promise<void> {
    await this.reach(name)
    await this.again(key)
  }

  /** Presses a key where the focus is. */
  async again(key: 'Enter' | 'Space'): Promise<void> {
    await this.#page.keyboard.press(key)
  }

  async type(name: string | RegExp, text: string): Promise<void> {
    await this.reach(name)
    await this.#page.keyboard.insertText(text)
  }

  #focused(): Promise<Focused | undefined> {
    return this.#page.evaluate(describeFocus)
  }
}

/** Whether the focus is in the dialog that was opened last, so far as there is one. */
const isInTopmostDialog = `(() => {
  const dialog = [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')].at(-1)
  return !dialog || dialog.contains(document.activeElement)
})()`

const describeFocus = `(() => {
  const element = document.activeElement
  // What a page gives the focus to by itself, such as a heading, nobody has tabbed to.
  if (!element || element === document.body || element.tabIndex < 0) return undefined
  const label = element.labels?.[0]?.innerText
  const name = (element.getAttribute('aria-label') ?? label ?? element.innerText).trim()
  const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element)
  const hasOutline = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0
  // Fields show it by their border.
  const isField = element.matches('input:not([type=checkbox]), textarea') && borderColor !== ''
  return { name, isSeen: hasOutline || boxShadow !== 'none' || isField }
})()`
