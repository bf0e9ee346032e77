import type { Page } from 'playwright-core'

/** Shows the pages of the sign-in although there is no administrator yet, where the set-up is not what is tested. */
export async function passSetUp(page: Page): Promise<void> {
  // The document has the state. Without it, the page asks.
  await page.addInitScript(`new MutationObserver(() => {
    document.querySelector('meta[name=portal-state]')?.setAttribute('content', '')
  }).observe(document, { childList: true, subtree: true })`)
  await page.route('**/portal/state', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), isSetUp: true } })
  })
}
