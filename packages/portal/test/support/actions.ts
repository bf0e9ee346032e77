import type { Locator, Page } from 'playwright-core'

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true })

export const clipboardOf = (page: Page): Promise<string> => page.evaluate('navigator.clipboard.readText()')

/** Presses a button of the dialog that is open, and waits until that is closed. */
export async function answerDialog(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** Chooses the first option with this name in a field. */
export async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: option }).first().click()
}
