import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, test } from 'node:test'
import { createGroup } from '@portico/server/modules/directory/groups/create-group.ts'
import { deleteGroup } from '@portico/server/modules/directory/groups/delete-group.ts'
import { getGroup } from '@portico/server/modules/directory/groups/get-group.ts'
import { listGroupApplicationRoles } from '@portico/server/modules/directory/groups/list-group-application-roles.ts'
import { listGroupMembers } from '@portico/server/modules/directory/groups/list-group-members.ts'
import { createIdentityProvider } from '@portico/server/modules/directory/identity-providers/create-identity-provider.ts'
import { listUsers } from '@portico/server/modules/directory/users/list-users.ts'
import type { Page } from 'playwright-core'
import { assertAccessible } from './support/accessibility.ts'
import type { Visit } from './support/browser.ts'
import { visitsOfAdministrator, visitsOfMember } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'
import { go } from './support/walk.ts'

const managesGroups = 'End-user management > Manage end-user groups'
/** Right-to-left letters, quotes, an emoji, what a browser would run, and as long as a name may be */
const nasty = `<script>document.title='run'</script> "مجموعة" 🛒 ${'x'.repeat(256)}`.slice(0, 256)

describe('end-user groups in the portal', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal({ sample: true })
    visit = await visitsOfAdministrator(portal)
  })

  const environment = (name: string): string =>
    portal.server.environments.find((one) => one.name === name)?.key ?? assert.fail(name)
  const create = async (
    name: string,
    more: { description?: string; environmentKey?: string } = {},
  ): Promise<string> => {
    const { context, system } = portal.server
    const { key } = await createGroup(context, system, { name, environmentKey: environment('Development'), ...more })
    return key
  }
  const read = (key: string) => getGroup(portal.server.context, portal.server.system, key)
  const members = async (key: string) =>
    (await listGroupMembers(portal.server.context, portal.server.system, key, {})).results
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
  const dialog = (page: Page) => page.getByRole('dialog')
  const closed = (page: Page) => dialog(page).waitFor({ state: 'hidden' })
  const choose = async (page: Page, field: string, text: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name: field }).fill(text)
    await page.getByRole('option', { name: option }).click()
  }

  /** What became of a change of several is shown until it is closed. */
  const closeReport = async (page: Page): Promise<void> => {
    await dialog(page).getByText('Done', { exact: true }).waitFor()
    await dialog(page).getByRole('button', { name: 'Close' }).last().click()
    await closed(page)
  }

  test('lists them by environment and by name, with all of it in the URL', async () => {
    await visit(async (page) => {
      await page.goto('/groups')
      await page.getByText('1–6 of 6').waitFor()
      await assertAccessible(page)
      await page.getByRole('combobox', { name: 'Stage' }).click()
      await page.getByRole('option', { name: 'Test' }).click()
      await page.getByText('1–2 of 2').waitFor()
      await page.getByRole('searchbox', { name: 'Search by name' }).fill('supp')
      await page.getByText('1–1 of 1').waitFor()
      await page.reload()
      await page.getByText('1–1 of 1').waitFor()
      assert.equal(new URL(page.url()).searchParams.get('search'), 'supp')
      await button(page, 'Clear search and filters').click()
      await page.getByText('1–6 of 6').waitFor()
      await page.getByRole('searchbox').fill('nobody')
      await page.getByText('Nothing matches').waitFor()
    })
  })

  test('says who has access by one, also where that is nobody', async () => {
    const key = await create('Nobody yet')
    await visit(async (page) => {
      await go(page, `/access?group=${key}`)
      await page.getByText('The group has no members').waitFor()
      await page.getByRole('link', { name: 'Show everybody' }).click()
      await page.waitForURL(/\/access$/)
      await page.getByRole('table').getByRole('link').first().waitFor()
    })
  })

  test('creates one with roles of its environment and members', async () => {
    await visit(async (page) => {
      await page.goto('/groups')
      await page.getByRole('link', { name: 'Create group' }).click()
      await button(page, 'Create group').click()
      await page.getByText('Enter a name.').waitFor()
      await page.getByText('Choose a stage.').waitFor()
      await assertAccessible(page)

      await page.getByRole('textbox', { name: 'Name' }).fill('support')
      await page.getByRole('combobox', { name: 'Stage' }).click()
      await page.getByRole('option', { name: 'Test' }).click()
      // Enter means a choice, also before anything is found: it does not send the form.
      const roles = page.getByRole('combobox', { name: 'End-user roles' })
      const pressed = Promise.withResolvers<void>()
      await page.route('**/application-roles?**', async (route) => {
        await pressed.promise
        await route.fallback()
      })
      await roles.fill('appro')
      await roles.press('Enter')
      pressed.resolve()
      await page.getByRole('option', { name: 'Approver' }).waitFor()
      await roles.press('Enter')
      await page.getByText('Approver · Expense Claims', { exact: true }).first().waitFor()
      assert.equal(await page.getByText('The stage has a group with this name already.').count(), 0)
      await roles.press('Escape')
      await choose(page, 'Members', 'jansen', 'Ingrid Jansen')
      // The next one of the same search is at hand.
      await page.getByRole('option', { name: 'Jansen' }).first().waitFor()
      assert.equal(await page.getByRole('combobox', { name: 'Members' }).inputValue(), 'jansen')
      await page.keyboard.press('Escape')
      await page.getByText('Approver · Expense Claims', { exact: true }).first().waitFor()
      await button(page, 'Create group').click()
      // The server knows the name already, and says so where it was typed.
      await page.getByText('The stage has a group with this name already.').waitFor()
      await page.getByRole('textbox', { name: 'Name' }).fill('Approvers')
      await button(page, 'Create group').click()
      await page.getByRole('heading', { name: 'Approvers' }).waitFor()
      const key = page.url().slice(-36)
      const group = await read(key)
      assert.equal(group.environmentKey, environment('Test'))
      assert.deepEqual(
        (await members(key)).map(({ user }) => user.name),
        ['Ingrid Jansen'],
      )
      await page.getByRole('link', { name: 'End-user roles' }).click()
      await page.getByRole('cell', { name: 'Approver Expense Claims' }).waitFor()
    })
  })

  test('asks before a form that was begun is left', async () => {
    await visit(async (page) => {
      await page.goto('/groups/new')
      await page.getByRole('textbox', { name: 'Name' }).fill('Half done')
      await page.getByRole('link', { name: 'Cancel' }).click()
      await dialog(page).getByText('It is not saved.').waitFor()
      await button(page, 'Discard').click()
      await page.getByRole('heading', { name: 'End-user groups' }).waitFor()
    })
  })

  test('adds members and takes them away, but for those whom a claim maps', async () => {
    const { context, system } = portal.server
    const key = await create('Regulars')
    const [first, second] = (await listUsers(context, system, { nameOrEmailContains: 'Mei ', limit: 2 })).results
    await context.database.db
      .insertInto('group_users')
      .values({
        organization_key: portal.server.organizationKey,
        group_key: key,
        user_key: second?.key ?? '',
        membership_type: 'Mapped',
        created_at: new Date().toISOString(),
      })
      .execute()
    await visit(async (page) => {
      await page.goto(`/groups/${key}`)
      await button(page, 'Add members').click()
      await dialog(page).getByRole('combobox', { name: 'People' }).and(page.locator(':focus')).waitFor()
      await choose(page, 'People', first?.name ?? '', first?.name ?? '')
      await page.keyboard.press('Escape')
      await dialog(page).getByRole('button', { name: 'Add', exact: true }).click()
      await closeReport(page)
      await page.locator('button:focus', { hasText: 'Add members' }).waitFor()
      await page.getByRole('row', { name: `${first?.name} ${first?.email} Assigned` }).waitFor()
      await assertAccessible(page)

      const locked = page.getByRole('button', { name: `${second?.name} cannot be removed here` })
      assert.equal(await locked.getAttribute('aria-disabled'), 'true')
      await button(page, 'Add members').click()
      await page.getByRole('combobox', { name: 'People' }).fill(first?.name ?? '')
      await page.getByRole('option', { name: 'Assigned already' }).waitFor()
      await page.keyboard.press('Escape')
      await dialog(page).getByText('E-mails or file').click()
      await page.getByLabel('E-mails', { exact: true }).fill(`E-mail;Name\n${first?.email};Mei\nnobody@example.com`)
      await dialog(page).getByText('1 user found').waitFor()
      await dialog(page).getByText('1 e-mail matches no user you can see').waitFor()
      await dialog(page).getByText('nobody@example.com', { exact: true }).waitFor()
      // Looking at the other way loses nothing, and e-mails of nobody are not lost without a question.
      await dialog(page).getByText('Search', { exact: true }).click()
      await dialog(page).getByText('E-mails or file').click()
      assert.match(await page.getByLabel('E-mails', { exact: true }).inputValue(), /nobody@example\.com$/)
      await page.getByLabel('E-mails', { exact: true }).fill('nobody@example.com')
      await page.keyboard.press('Escape')
      await button(page, 'Discard').click()
      await closed(page)

      await page.getByRole('checkbox', { name: `Select ${first?.name}` }).check()
      await page.getByText('1 selected').waitFor()
      await button(page, 'Remove from group').click()
      await dialog(page).getByRole('button', { name: 'Remove', exact: true }).click()
      await dialog(page).getByText('Done').waitFor()
      // An impatient hand clicks again, where something else may lie by then: of that nothing comes.
      const taken = await button(page, 'Undo').evaluate((undo) => {
        const place = { bubbles: true, cancelable: true, clientX: 400, clientY: 300, detail: 1 }
        const [one, two] = [new MouseEvent('click', place), new MouseEvent('click', place)]
        let count = 0
        const other = document.body.appendChild(document.createElement('i'))
        other.addEventListener('click', () => count++)
        undo.dispatchEvent(one)
        other.dispatchEvent(two)
        other.remove()
        return count
      })
      assert.equal(taken, 0)
      await page.getByRole('dialog', { name: 'Undo of “Remove 1 user from a group”' }).waitFor()
      await dialog(page).getByText('Done').waitFor()
      await assertAccessible(page)
      await dialog(page).getByRole('button', { name: 'Report of the change that this one undoes' }).click()
      // What was undone says so, and is not undone again.
      await page.getByRole('dialog', { name: 'Remove 1 user from a group', exact: true }).waitFor()
      await dialog(page)
        .getByText(/^Undone on .* by Ada Admin/)
        .waitFor()
      assert.equal(await button(page, 'Undo').count(), 0)
      await dialog(page).getByRole('button', { name: 'Report of the undo' }).waitFor()
      await closeReport(page)

      await button(page, `Remove ${first?.name}`).click()
      await dialog(page).getByText('loses the group’s end-user roles').waitFor()
      await dialog(page).getByRole('button', { name: 'Remove', exact: true }).click()
      await closed(page)
      await page.locator('button:focus', { hasText: 'Add members' }).waitFor()
      await page.getByText('1–1 of 1').waitFor()
      assert.equal((await members(key)).length, 1)
      await page.getByRole('combobox', { name: 'Membership' }).click()
      await page.getByRole('option', { name: 'Assigned' }).click()
      await page.getByText('Nothing matches').waitFor()
    })
  })

  test('gives roles and takes them back', async () => {
    const key = await create('Technicians')
    await visit(async (page) => {
      await page.goto(`/groups/${key}?part=roles`)
      await page.getByText('No end-user roles yet').waitFor()
      await assertAccessible(page)
      await button(page, 'Add end-user roles').click()
      await choose(page, 'End-user roles', 'tech', 'Technician · Field Service')
      await page.keyboard.press('Escape')
      await dialog(page).getByRole('button', { name: 'Add', exact: true }).click()
      await closed(page)
      await button(page, 'Remove Technician').click()
      await dialog(page).getByText('Every member of the group loses').waitFor()
      await dialog(page).getByRole('button', { name: 'Remove', exact: true }).click()
      await closed(page)
      await page.getByText('No end-user roles yet').waitFor()
    })
  })

  test('maps claims, changes mappings and deletes them', async () => {
    const { context, system } = portal.server
    const configuration = { discoveryUrl: 'https://login.example.com/.well-known/openid-configuration', clientId: 'c' }
    await createIdentityProvider(context, system, { name: 'Contoso', type: 'OIDC', oidcConfiguration: configuration })
    const key = await create('Sales')
    await visit(async (page) => {
      await page.goto(`/groups/${key}?part=mappings`)
      await page.getByText('No claim mappings yet').waitFor()
      await button(page, 'Add mapping').click()
      await dialog(page).getByRole('combobox', { name: 'Identity provider' }).click()
      await page.getByRole('option', { name: 'Contoso' }).click()
      await page.getByRole('textbox', { name: 'Claim' }).fill('departments')
      await page.getByRole('textbox', { name: 'Value' }).fill('Sales;North')
      await page.getByRole('textbox', { name: 'Delimiter' }).fill(';')
      await dialog(page).getByRole('button', { name: 'Add', exact: true }).click()
      // The server's own rule, at the field that it names
      await dialog(page).getByText('Enter a value without the delimiter, or another delimiter.').waitFor()
      await assertAccessible(page)
      await page.getByRole('textbox', { name: 'Value' }).fill('Sales')
      await dialog(page).getByRole('button', { name: 'Add', exact: true }).click()
      await closed(page)
      await page.getByRole('row', { name: 'departments contains Sales between ; Contoso' }).waitFor()
      await assertAccessible(page)

      await button(page, 'Edit the mapping of departments Sales').click()
      await page.getByRole('textbox', { name: 'Delimiter' }).fill('')
      await button(page, 'Save').click()
      await closed(page)
      await page.getByRole('row', { name: 'departments is Sales Contoso' }).waitFor()
      const claims = (await read(key)).groupIdpClaimMappings.map(({ foreignClaim }) => foreignClaim)
      assert.deepEqual(claims, [{ name: 'departments', value: 'Sales', valueDelimiter: null }])

      await button(page, 'Delete the mapping of departments Sales').click()
      await dialog(page).getByText('leave at their next sign-in').waitFor()
      await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
      await closed(page)
      await page.getByText('No claim mappings yet').waitFor()
    })
  })

  test('edits one, and deletes it once its name is typed', async () => {
    const key = await create('Old name')
    await visit(async (page) => {
      await page.goto(`/groups/${key}`)
      await button(page, 'Edit').click()
      await page.getByLabel('Name').fill('New name')
      await page.getByLabel('Description').fill('For newcomers')
      await button(page, 'Save').click()
      await page.getByRole('heading', { name: 'New name' }).waitFor()
      assert.equal((await read(key)).description, 'For newcomers')

      await page.getByLabel('Parts of this page').getByRole('link', { name: 'Settings' }).click()
      await assertAccessible(page)
      await button(page, 'Delete').click()
      await dialog(page).getByText('0 members lose 0 end-user roles').waitFor()
      assert.equal(await dialog(page).getByRole('button', { name: 'Delete', exact: true }).isDisabled(), true)
      await page.getByLabel('Type “New name” to confirm').fill('New name')
      await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByRole('heading', { name: 'End-user groups' }).waitFor()
      await assert.rejects(read(key))
      await page.goto(`/groups/${key}`)
      await page.getByText('what it showed was deleted').waitFor()
    })
  })

  test('gives several a role, deletes them with a report, and goes on past one that is refused', async () => {
    const keys = [await create('Bulk one'), await create('Bulk two'), await create('Bulk three')]
    await create('Bulk four', { environmentKey: environment('Test') })
    const { context, system } = portal.server
    await visit(async (page) => {
      const menu = async (action: string): Promise<void> => {
        await button(page, 'Actions').click()
        await page.getByRole('menuitem', { name: action }).click()
      }
      await page.goto('/groups?search=bulk')
      await page.getByText('1–4 of 4').waitFor()
      await page.getByRole('checkbox', { name: 'Select all of this page' }).check()
      await menu('Add end-user roles')
      await dialog(page).getByText('The groups belong to several stages').waitFor()
      await page.keyboard.press('Escape')
      await closed(page)
      await page.getByRole('checkbox', { name: 'Select Bulk four' }).uncheck()
      await menu('Add end-user roles')
      await choose(page, 'End-user roles', 'tech', 'Technician · Field Service')
      await page.keyboard.press('Escape')
      await assertAccessible(page)
      await dialog(page).getByRole('button', { name: 'Add', exact: true }).click()
      await closeReport(page)
      for (const key of keys) {
        const { results } = await listGroupApplicationRoles(context, system, key, {})
        assert.deepEqual(
          results.map(({ name }) => name),
          ['Technician'],
        )
      }

      // One was deleted meanwhile by somebody else.
      await page.getByRole('checkbox', { name: 'Select all of this page' }).check()
      await deleteGroup(context, system, keys[0] ?? '')
      await menu('Delete')
      await dialog(page).getByText('Delete 4 groups?').waitFor()
      await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
      await dialog(page).getByText('1 was not changed').waitFor()
      await dialog(page).getByRole('cell', { name: 'Bulk one' }).waitFor()
      await assertAccessible(page)
      const [saved] = await Promise.all([page.waitForEvent('download'), button(page, 'Save report').click()])
      const report = readFileSync(await saved.path(), 'utf8')
      assert.match(report, new RegExp(`${keys[0]},Bulk one,Failed,PTC-`))
      assert.match(report, new RegExp(`${keys[1]},Bulk two,Changed,,`))
      await closeReport(page)
      await page.getByText('Nothing matches').waitFor()

      // The last one of the last page: the list goes to the page before.
      for (let number = 1; number <= 26; number++) await create(`Paged ${number}`)
      await page.getByRole('searchbox').fill('paged')
      await button(page, 'Next page').click()
      await page.getByText('26–26 of 26').waitFor()
      await page.getByRole('checkbox', { name: 'Select all of this page' }).check()
      await menu('Delete')
      await dialog(page).getByRole('button', { name: 'Delete', exact: true }).click()
      await page.waitForURL(/\/groups\?search=paged$/)
      await closeReport(page)
      await page.getByText('1–25 of 25').waitFor()
      // So does a link to a page that is no more.
      await page.goto('/groups?search=paged&page=9')
      await page.waitForURL(/\/groups\?search=paged$/)
    })
  })

  test('shows whatever a name holds as text', async () => {
    const key = await create(nasty, { description: nasty })
    await visit(
      async (page) => {
        await page.goto('/groups?search=script')
        await page.getByRole('link', { name: nasty }).click()
        const heading = page.getByRole('heading', { name: nasty })
        await heading.waitFor()
        // Two lines of it, and all of it as the title
        assert.equal(await heading.getAttribute('title'), nasty)
        const lines = await heading.evaluate(
          (one) => one.clientHeight / Number.parseFloat(getComputedStyle(one).lineHeight),
        )
        assert.equal(Math.round(lines), 2)
        assert.equal(await page.title(), `${nasty} · Portico`)
        const width = await page.evaluate<number>('document.documentElement.scrollWidth')
        assert.ok(width <= 400, `${width} pixels wide`)
        assert.equal((await read(key)).name, nasty)
      },
      { width: 400 },
    )
  })

  test('keeps to the stages in which the member manages groups', async () => {
    const test = environment('Test')
    const inTest = await visitsOfMember(
      portal,
      { name: managesGroups, environmentKeys: [test] },
      { name: 'Portfolio management > View stage', environmentKeys: [environment('Development')] },
    )
    const elsewhere = await create('Not yours')
    await inTest(async (page) => {
      await page.goto('/groups/new')
      await page.getByRole('combobox', { name: 'Stage' }).click()
      assert.deepEqual(await page.getByRole('option').allTextContents(), [
        'DevelopmentYou do not hold Manage end-user groups there.',
        'Test',
      ])
      await page.getByRole('option', { name: 'Development', disabled: true }).waitFor()
      await page.goto('/groups?search=not yours')
      await page.getByText('Nothing matches').waitFor()
      await page.goto(`/groups/${elsewhere}`)
      await page.getByText('what it showed was deleted').waitFor()
    })
    const nowhere = await visitsOfMember(portal, 'User and access management > View members')
    await nowhere(async (page) => {
      await page.goto('/groups')
      await page.getByText(managesGroups).waitFor()
      assert.equal(await page.getByRole('link', { name: 'End-user groups' }).count(), 0)
    })
  })
})
