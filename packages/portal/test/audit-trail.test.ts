import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, test } from 'node:test'
import { replaceBranding } from '@portico/server/modules/foundation/branding/replace-branding.ts'
import type { Page } from 'playwright-core'
import { createApiClient } from '../../server/src/modules/api-clients/clients/create-api-client.ts'
import { suspendApiClient } from '../../server/src/modules/api-clients/clients/suspend-api-client.ts'
import { updateApiClient } from '../../server/src/modules/api-clients/clients/update-api-client.ts'
import { createBulkChange } from '../../server/src/modules/directory/bulk-changes/create-bulk-change.ts'
import { createGroup } from '../../server/src/modules/directory/groups/create-group.ts'
import { createUser } from '../../server/src/modules/directory/users/create-user.ts'
import { deleteUser } from '../../server/src/modules/directory/users/delete-user.ts'
import { seedUsers } from '../../server/src/modules/directory/users/seed-users.ts'
import { auditActions } from '../../server/src/modules/foundation/audit/audit-actions.ts'
import { recordSecurityEvent } from '../../server/src/modules/foundation/audit/record-security-event.ts'
import { actions } from '../src/pages/audit-trail/action-options.ts'
import { assertAccessible } from './support/accessibility.ts'
import { button } from './support/actions.ts'
import { awkwardNames } from './support/awkward-names.ts'
import type { Visit } from './support/browser.ts'
import { visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'

test('the filter knows every action that the server records, and no other', () => {
  const recorded = Object.entries(auditActions).flatMap(([entity, verbs]) => verbs.map((verb) => `${entity}.${verb}`))
  assert.ok(recorded.length > 50)
  assert.deepEqual(actions.toSorted(), recorded.toSorted())
})

describe('the audit trail', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal()
    visit = await visitsOfAdministrator(portal)
    const { context, system } = portal.server
    const { key } = await createApiClient(context, system, { name: awkwardNames.script })
    await updateApiClient(context, system, key, { name: 'Nightly import', description: awkwardNames.rightToLeft })
    await suspendApiClient(context, system, key)
    const branding = { name: 'Shown name', logo: null }
    await replaceBranding(context, system, { ...branding, primaryColor: '#1864ab' })
    await replaceBranding(context, system, { ...branding, primaryColor: '#2b8a3e' })
    for (let attempt = 0; attempt < 3; attempt++) {
      recordSecurityEvent(context, {
        organizationKey: system.organizationKey,
        action: 'user.sign-in-failed',
        entity: { type: 'user', key: 'unknown', name: null },
        source: { address: '192.0.2.7', traceId: null },
        details: { failed: 'password', reason: 'wrong' },
      })
    }
    await context.securityEvents.flush()
    for (let number = 0; number < 30; number++) await createApiClient(context, system, { name: `Client ${number}` })
  })

  const shownActions = (page: Page): Promise<string[]> =>
    page.locator('tbody tr td:nth-child(2) button').allInnerTexts()
  const marked = (page: Page) => page.locator('[data-combobox-selected]')
  const choose = async (page: Page, field: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name: field, exact: true }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }

  test('filters narrow it, and are in the URL', async () => {
    await visit(async (page) => {
      // An entry may have all of something, before and after: what has changed of it is shown.
      await page.goto('/audit-trail?action=organization.updated')
      await page
        .getByRole('button', { name: /^Organization: changed/ })
        .first()
        .click()
      const rows = page.getByRole('dialog').getByRole('table', { name: 'Values before and after' }).locator('tbody tr')
      await rows.filter({ hasText: '#1864ab' }).filter({ hasText: '#2b8a3e' }).waitFor()
      assert.doesNotMatch(await rows.innerText(), /Shown name|Logo/)
      await page.goto('/audit-trail')
      await page.getByText(/^1–25 of \d+$/).waitFor()
      await assertAccessible(page)
      await page.getByRole('searchbox', { name: 'Search by name, action, address or ID' }).fill('client suspended')
      await page.getByText('1–1 of 1').waitFor()
      await button(page, 'Clear search and filters').click()
      await choose(page, 'Action', 'API client: suspended')
      await page.getByText('1–1 of 1').waitFor()
      assert.match(page.url(), /action=api-client\.suspended/)
      await page.reload()
      await page.getByText('1–1 of 1').waitFor()
      await button(page, 'Clear search and filters').click()
      // What a link filters by that does not exist is refused, shown, and can be removed.
      await page.goto('/audit-trail?period=Nonsense')
      await page.getByText('period=Nonsense').waitFor()
      await page.goto('/audit-trail?action=no.such&period=Nonsense')
      const action = page.getByRole('combobox', { name: 'Action', exact: true })
      await action.waitFor()
      assert.equal(await action.inputValue(), 'Unknown: no.such')
      const refusal = page.getByRole('alert')
      await refusal.getByText('action=no.such').waitFor()
      await page.getByLabel('Remove the filter: Time').click()
      await page.waitForURL('**/audit-trail?action=no.such')
      await refusal.getByRole('button', { name: 'Clear search and filters' }).click()
      // What is typed marks the first choice, which Enter takes, also the one letter that opened the list.
      await action.press('p')
      const first = await marked(page).innerText()
      assert.equal(first, await page.getByRole('option').first().innerText())
      await action.press('Enter')
      await page.getByRole('option').first().waitFor({ state: 'detached' })
      assert.equal(await action.inputValue(), first)
      await action.fill('client: susp')
      await marked(page).waitFor()
      await action.press('Enter')
      await page.waitForURL(/action=api-client\.suspended/)
      await button(page, 'Clear search and filters').click()
      await button(page, 'More filters').click()
      await choose(page, 'Result', 'Failure')
      await page.getByRole('row', { name: /User: sign-in failed.*Unknown.*Unknown caller.*Failure.*3 times/ }).waitFor()
      // What has no column in a narrow window stands below what was done.
      await page.setViewportSize({ width: 390, height: 844 })
      const said = await page.locator('tbody dl').innerText()
      assert.match(said, /^Who\s+Unknown caller\s+Result\s+Failure\s+3 times\s+From\s+192\.0\.2\.7$/)
      assert.deepEqual(await page.getByRole('columnheader').allInnerTexts(), ['When', 'What'])
      await page.setViewportSize({ width: 1280, height: 800 })
      await choose(page, 'Result', 'Success')
      await choose(page, 'Type of target', 'User')
      await page.getByText('1–1 of 1').waitFor()
      assert.match((await shownActions(page))[0] ?? '', /Organization role: granted/)
      await choose(page, 'Type of actor', 'API client')
      await page.getByText('Nothing matches').waitFor()
      await page.getByText('The search finds one name, words of an action').waitFor()
      await button(page, 'Show everything').click()
      await choose(page, 'Time', 'Last hour')
      await page.getByText(/^1–25 of \d+$/).waitFor()
      await button(page, 'Columns').click()
      await page.getByRole('checkbox', { name: 'Who' }).uncheck()
      await page.getByRole('columnheader', { name: 'Who' }).waitFor({ state: 'detached' })
      await page.getByRole('checkbox', { name: 'Who' }).check()
      await page.keyboard.press('Escape')
      await choose(page, 'Time', 'Between two times…')
      await button(page, 'Until: choose a day').click()
      await button(page, 'Previous month').click()
      await page.getByRole('button', { name: /^1 \w+ \d{4}$/ }).click()
      await page.getByText('Nothing matches').waitFor()
      await page.getByLabel('Until: time').fill('07:30')
      await page.waitForURL(/to=\d{4}-\d\d-01T07%3A30%3A00\.000Z/)
      await assertAccessible(page)
    })
  })

  test('by one actor, found by their name', async () => {
    await visit(async (page) => {
      await page.goto('/stages')
      await button(page, 'Rename Test').click()
      await page.getByRole('dialog').getByLabel('Name').fill('Trial')
      await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
      await page.getByText('Test renamed to Trial').waitFor()
      await page.goto('/audit-trail')
      await button(page, 'More filters').click()
      await page.getByRole('combobox', { name: 'Actor', exact: true }).fill('Ada')
      await page.getByRole('option', { name: 'Ada Admin' }).waitFor()
      assert.equal(await marked(page).count(), 0, 'the server searches: what is shown may be of a former text')
      await page.getByRole('option', { name: 'Ada Admin' }).click()
      await page.getByText('1–1 of 1').waitFor()
      assert.match((await shownActions(page))[0] ?? '', /Stage: changed/)
      // It is named once, although the change is in that stage, too.
      assert.match(await page.locator('tbody button').innerText(), /^Stage: changed\s+Trial$/)
      await choose(page, 'Stage', 'Production')
      await page.getByText('Nothing matches').waitFor()
    })
  })

  test('an entry shows what changed, and leads to all about the same thing', async () => {
    await visit(async (page) => {
      await page.goto('/audit-trail?action=api-client.updated')
      const opener = page.locator('tbody button')
      await opener.click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('heading', { name: 'API client: changed' }).waitFor()
      await assertAccessible(page)
      const name = dialog.getByRole('row', { name: /^Name/ })
      assert.deepEqual(await name.getByRole('cell').allInnerTexts(), [awkwardNames.script, 'Nightly import'])
      const description = dialog.getByRole('row', { name: /^Description/ })
      assert.deepEqual(await description.getByRole('cell').allInnerTexts(), ['none', awkwardNames.rightToLeft])
      assert.match(page.url(), /entry=/)
      await page.reload()
      await name.waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      await page.locator('tbody tr td').nth(2).click()
      await dialog.getByRole('link', { name: 'All entries about this target' }).click()
      await page.getByText('1–3 of 3').waitFor()
      assert.match(page.url(), /subjectKey=/)
      await assertAccessible(page)
      await button(page, 'Clear search and filters').click()
      await page.getByText(/^1–25 of \d+$/).waitFor()

      // Keys of things that have names are those names, which lead to them. What is gone has only its key.
      const { context, system, environments } = portal.server
      const [there, gone] = await Promise.all(
        ['Lin There', 'Lou Gone'].map((name) =>
          createUser(context, system, { name, email: `${name.slice(4)}@example.com` }),
        ),
      )
      const environmentKey = environments[0]?.key ?? ''
      const userKeys = [there?.key ?? '', gone?.key ?? '']
      await createGroup(context, system, { name: 'Named', environmentKey, userKeys })
      await deleteUser(context, system, userKeys[1] ?? '')
      await page.goto('/audit-trail?action=group.created')
      await page.locator('tbody button').click()
      const users = dialog.getByRole('row', { name: /^Users/ })
      await users.getByRole('link', { name: 'Lin There' }).waitFor()
      assert.deepEqual(
        (await users.getByRole('listitem').allInnerTexts()).toSorted(),
        ['Lin There', userKeys[1]].toSorted(),
      )
      const stage = dialog.getByRole('row', { name: /^Stage/ }).getByRole('cell')
      assert.equal(await stage.innerText(), environments[0]?.name)
      await users.getByRole('link').click()
      await page.waitForURL(`**/users/${userKeys[0]}`)
      await page.goto('/audit-trail?action=organization-role.granted')
      await page.locator('tbody button').first().click()
      await dialog
        .getByRole('row', { name: /^Organization role/ })
        .getByRole('link')
        .first()
        .waitFor()
    })
  })

  test('a bulk change is one row that opens, and new entries appear while it is live', async () => {
    const { context, system } = portal.server
    const { key } = await createUser(context, system, { name: 'Lea Lind', email: 'lea@example.com' })
    const others = Array.from({ length: 10 }, (_, at) => ({
      name: 'Lea Lind',
      email: `lea-${at}@example.com`,
      status: 'Active' as const,
    }))
    const userKeys = [key, ...(await seedUsers(context, system.organizationKey, others))]
    await visit(async (page) => {
      await page.goto('/audit-trail')
      await button(page, 'Live').click()
      await page.getByText('Waiting for entries').waitFor({ state: 'attached' })
      const [environmentKey = ''] = portal.server.environments.map((environment) => environment.key)
      const { key: groupKey } = await createGroup(context, system, { name: 'Joined', environmentKey })
      const request = { action: 'AddToGroup' as const, groupKey, userKeys }
      const change = await createBulkChange(context, system, { request, baseUrl: portal.server.url })
      await page.getByText(/^[12] new entr/).waitFor({ state: 'attached' })
      const row = page.getByRole('button', {
        name: /^Bulk change: started.*Add to group · 11 entries · Joined · Development/s,
      })
      await row.waitFor({ timeout: 20_000 })
      // What was done is in it, and not beside it.
      assert.equal(await page.getByRole('button', { name: /^User: .*Lea Lind/s }).count(), 1)
      await button(page, 'Live').click()
      await row.click()
      const dialog = page.getByRole('dialog')
      const parts = dialog.getByRole('region', { name: 'Entries of this change' })
      await parts.getByText('and 1 more').waitFor()
      // Who was added, and not the group alone
      await parts.getByText('Lea Lind').nth(9).waitFor()
      // Where it can be undone, also after its report was closed: above all that the entry has
      const toReport = dialog.getByRole('link', { name: 'Report of this change' })
      const [link, list] = [await toReport.boundingBox(), await parts.boundingBox()]
      assert.ok((link?.y ?? 900) < (list?.y ?? 0), `${link?.y} is above ${list?.y}`)
      await toReport.click()
      await dialog.getByRole('button', { name: 'Undo' }).waitFor()
      await page.goto('/account')
      await page.getByRole('heading', { name: 'Your account' }).waitFor()
      await page.keyboard.press('Control+k')
      await page.getByPlaceholder('Search or paste a key').fill('undo bulk')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: /^Add 11 users to a group · Joined · Development/ }).click()
      await page.waitForURL(`**/users?change=${change.key}`)
      await dialog.getByRole('button', { name: 'Undo' }).waitFor()
      await dialog.getByRole('button', { name: 'Close' }).last().click()
      await page.getByText('This change can be undone in its report for seven days.').waitFor()
      await page.getByRole('link', { name: 'Report of this change' }).click()
      await dialog.getByRole('button', { name: 'Undo' }).waitFor()
      // What was undone says so: in the list, in its entry, and the search offers it no more.
      await dialog.getByRole('button', { name: 'Undo' }).click()
      await page.getByRole('dialog', { name: 'Undo of “Add 11 users to a group”' }).getByText('Done').waitFor()
      const another = await createBulkChange(context, system, {
        request: { action: 'Activate', userKeys: [key] },
        baseUrl: portal.server.url,
      })
      const asked: string[][] = []
      page.on('request', (request) => {
        const subjects = new URL(request.url()).searchParams.getAll('subjectKey')
        if (subjects.length > 0) asked.push(subjects)
      })
      await page.goto('/account')
      await page.getByRole('heading', { name: 'Your account' }).waitFor()
      await page.keyboard.press('Control+k')
      await page.getByPlaceholder('Search or paste a key').fill('undo bulk')
      await page.keyboard.press('Enter')
      await page.getByText('No bulk change of the last seven days can be undone.').waitFor()
      await page.goto('/audit-trail?action=bulk-change.started')
      const undone = page.getByRole('button', { name: /^Bulk change: started.*Add to group · 11 entries · undone/s })
      await undone.waitFor()
      assert.deepEqual(asked, [[change.key, another.key].sort()], 'one request asks for the whole page')
      await undone.click()
      await dialog.getByText(/^Undone on .* by Ada Admin/).waitFor()
      await dialog.getByRole('link', { name: 'All entries of this change' }).click()
      await page.getByText('1–11 of 11').waitFor()
      assert.equal(new URL(page.url()).searchParams.get('partOf'), change.key)
    })
  })

  for (const [format, label] of [
    ['csv', /^CSV/],
    ['jsonl', /^JSON Lines/],
  ] as const) {
    test(`what the filters leave is exported as ${format}`, async () => {
      await visit(async (page) => {
        await page.goto('/audit-trail?action=api-client.created')
        await page.getByText(/^1–25 of 3\d$/).waitFor()
        await button(page, 'Export').click()
        const started = page.waitForEvent('download')
        await page.getByRole('menuitem', { name: label }).click()
        const download = await started
        assert.equal(download.suggestedFilename(), `audit-entries.${format}`)
        const lines = readFileSync(await download.path(), 'utf8')
          .trimEnd()
          .split(/\r?\n/)
        const entries = format === 'csv' ? lines.slice(1) : lines
        assert.ok(entries.length > 30, String(entries.length))
        for (const line of entries) assert.match(line, /api-client\.created/)
        if (format === 'jsonl') assert.ok(JSON.parse(entries[0] ?? '').key)
      })
    })
  }

  test('is for those who may view it', async () => {
    const visitAsMember = await visitsOfMember(portal, 'User and access management > Manage API clients')
    await visitAsMember(async (page) => {
      await page.goto('/audit-trail')
      await page.getByText('You may not see this page').waitFor()
      await page.getByText('Organization management > View audit trail').waitFor()
      assert.equal(await page.getByRole('link', { name: 'Audit trail' }).count(), 0)
      const response = await page.request.get('/api/management/v1/audit-entries/export')
      assert.equal(response.status(), 403)
    })
  })
})
