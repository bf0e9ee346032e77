import type { Locator, Page } from 'playwright-core'
import { isLeft } from './browser.ts'

const isOnItsWay = '[aria-busy="true"], [aria-label="Loading"], .mantine-Skeleton-root'

/** Waits until the page has its heading and nothing loads. */
export async function settled(page: Page): Promise<void> {
  await page.locator(`main:has(h1):not(:has(${isOnItsWay}))`).waitFor()
}

/** Goes to each of these, and to each part of them. */
export async function walk(
  page: Page,
  paths: readonly string[],
  look: (where: string) => Promise<unknown>,
): Promise<void> {
  for (const path of paths) {
    await go(page, path)
    await look(path)
    const parts = await page.locator('[data-part]').count()
    for (let part = 1; part < parts; part++) {
      const link = page.locator('[data-part]').nth(part)
      await link.click()
      await page.locator(`[data-part="${await link.getAttribute('data-part')}"][data-current="true"]`).waitFor()
      await settled(page)
      await look(`${path}, ${await link.textContent()}`)
    }
  }
}

/** Navigates like a link, if a page is open: several times as fast as loading the document. */
export async function go(page: Page, path: string): Promise<void> {
  if (!page.url().startsWith('http') || (await isLeft(page))) await page.goto(path)
  else {
    await page.evaluate(`(path => {
      document.querySelector('h1').setAttribute('data-left', '')
      history.pushState(null, '', path)
      dispatchEvent(new PopStateEvent('popstate'))
    })(${JSON.stringify(path)})`)
    await page.locator('h1:not([data-left])').waitFor()
  }
  await settled(page)
}

/** What a button opens over the page */
const overlay = ':is([role="dialog"], [role="menu"]):visible'

/**
 * Presses every enabled button of the page's main part, one after the other, and closes what it opened.
 * @param look is called while it is open
 */
export async function pressEveryButton(page: Page, look: (button: string) => Promise<unknown>): Promise<string[]> {
  const pressed: string[] = []
  const path = page.url()
  for (let index = 0; ; index++) {
    const buttons = page.locator('main button:visible:enabled')
    if (index >= (await buttons.count())) return pressed
    const one = buttons.nth(index)
    const name = (await one.getAttribute('aria-label')) ?? (await one.innerText())
    if (pressed.includes(name)) continue
    pressed.push(name)
    await press(page, one)
    await look(name)
    await page.keyboard.press('Escape')
    await page.locator(overlay).first().waitFor({ state: 'hidden' })
    if (page.url() !== path) {
      await page.goto(path)
      await settled(page)
    }
  }
}

/**
 * Presses the button and waits until what it opens has the focus. A menu is there a moment before it takes the focus, and an
 * Escape in between is lost on it: it would stay open, over the button that is pressed next.
 */
async function press(page: Page, button: Locator): Promise<void> {
  const opens = ['dialog', 'menu'].includes((await button.getAttribute('aria-haspopup')) ?? '')
  await button.click()
  await settled(page)
  if (opens || (await page.locator(overlay).count()) > 0) await page.locator(`${overlay}:focus-within`).waitFor()
}
