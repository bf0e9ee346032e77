import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { type CsvRow, type CsvUser, decodeCsv, parseCsv, withoutReportColumns } from '@portico/sdk/users-csv'
import { createUser } from '@portico/server/modules/directory/users/create-user.ts'
import type { Page } from 'playwright-core'
import { ApiProblem } from '../src/api/problem.ts'
import { guessColumnMapping } from '../src/pages/users/import/column-mapping.ts'
import { type ImportLine, importLinesOf } from '../src/pages/users/import/import-lines.ts'
import { type BulkApi, ImportRun } from '../src/pages/users/import/import-run.ts'
import { rowsOfLeft } from '../src/pages/users/import/rows-of-left.ts'
import { samplesOf, tableOf } from '../src/pages/users/import/table.ts'
import { assertAccessible } from './support/accessibility.ts'
import { answerDialog, button } from './support/actions.ts'
import type { Visit } from './support/browser.ts'
import { visitsOfAdministrator } from './support/members.ts'
import { startPortal, type TestPortal } from './support/portal.ts'
import { go } from './support/walk.ts'

describe('the lines of a file', () => {
  const linesIn = (text: string, way: Parameters<typeof importLinesOf>[2] = { kind: 'built-in' }): ImportLine[] => {
    const table = tableOf('x.csv', parseCsv(text))
    return importLinesOf(table, guessColumnMapping(table), way)
  }

  test('become users, by the names of the columns or by what is in them', () => {
    const [named] = linesIn('E-Mail;First name;Last name;Active\nann@example.com;Ann;Meyer;no')
    const built = { addToBuiltInIdentityProvider: true }
    assert.deepEqual(named?.record, { email: 'ann@example.com', name: 'Ann Meyer', isActive: false, ...built })
    const [nameless] = linesIn('Ann,ann@example.com')
    assert.deepEqual(nameless?.record, { email: 'ann@example.com', ...built })
    const told = tableOf('x.csv', parseCsv('ann\nbob'), false)
    assert.deepEqual([told.headers, told.rows.length], [['Column 1'], 2])
    const [elsewhere] = linesIn('mail\nann@example.com', { kind: 'provider', key: 'k' })
    assert.deepEqual(elsewhere?.record, {
      email: 'ann@example.com',
      identityProviderKey: 'k',
      username: 'ann@example.com',
    })
  })

  test('are shown by an example that is no longer than a line', () => {
    const table = tableOf('x.csv', parseCsv(`email,name\na@b.example,${'x'.repeat(10_000)}\nc@d.example,`))
    assert.equal(samplesOf(table, 1), `${'x'.repeat(200)}, –`)
  })

  test('that were not imported are taken again as they were in their file, in each language of the portal', () => {
    for (const language of ['en', 'de', 'pt']) {
      const catalogue = readFileSync(join(import.meta.dirname, `../src/locales/${language}.po`), 'utf8')
      const word = (id: string): string => new RegExp(`^msgid "${id}"\nmsgstr "(.+)"`, 'm').exec(catalogue)?.[1] ?? ''
      const nameless = word('Column {number}').replace('{number}', '3')
      const headings = ['email', 'name', nameless, word('Line'), word('Problem')]
      const text = `${headings.join(',')}\na@b.example,Ann,,4,x@y\nc@d.example,Lee,Bo,5,x\n`
      const table = tableOf('x.csv', withoutReportColumns(parseCsv(text)))
      assert.deepEqual(
        table.rows.map(({ cells }) => cells),
        [
          ['a@b.example', 'Ann', ''],
          ['c@d.example', 'Lee', 'Bo'],
        ],
      )
      const lines = importLinesOf(table, guessColumnMapping(table), { kind: 'none' })
      assert.equal(lines[0]?.problem, undefined, language)
      assert.match(lines[1]?.problem ?? '', /has 3 columns, the first line has 2/, language)
    }
    const others = parseCsv('email,Line\na@b.example,4')
    assert.equal(withoutReportColumns(others), others)
  })

  test('of a file without headings are taken again with the fields that were chosen', () => {
    for (const delimiter of [';', '\t', ','] as const) {
      const text = ['broken', 'ann@example.com', 'cy@example.com'].map((email) =>
        [email, 'Ann', 'Sales'].join(delimiter),
      )
      const table = tableOf('x.csv', parseCsv(text.join('\n')), false, delimiter)
      assert.deepEqual(guessColumnMapping(table), ['email', null, null], 'one that is wrong says nothing of the others')
      const lines = importLinesOf(table, ['email', 'name', null], { kind: 'none' })
      const left = lines.flatMap((line) => (line.problem === undefined ? [] : [{ line, problem: line.problem }]))
      const rows = rowsOfLeft(table, ['email', 'name', null], left)
      assert.deepEqual(rows, [
        ['email', 'name', 'Column 3 (not imported)', 'Line', 'Problem'],
        ['broken', 'Ann', 'Sales', '1', '“broken” is not an e-mail address.'],
      ])
      const again = tableOf(
        'y.csv',
        withoutReportColumns(parseCsv(rows.map((cells) => cells.join(delimiter)).join('\n'))),
      )
      assert.deepEqual(guessColumnMapping(again), ['email', 'name', null])
      assert.deepEqual(
        importLinesOf(again, guessColumnMapping(again), { kind: 'none' }).map(({ problem }) => problem),
        ['“broken” is not an e-mail address.'],
      )
    }
  })

  test('say what is wrong with them before anything is sent', () => {
    const text = `email,name,active\n,Ann,\nno address,Ann,\na@example.com,${'n'.repeat(257)},\nA@EXAMPLE.com,,\nb@example.com,,maybe\nb@example.com,,\nc@example.com,,`
    assert.deepEqual(
      linesIn(text).map(({ problem }) => problem),
      [
        'The e-mail is missing.',
        '“no address” is not an e-mail address.',
        'Name: more than 256 characters.',
        undefined,
        'Active: enter yes or no, not “maybe”.',
        undefined,
        undefined,
      ],
    )
    assert.deepEqual(
      linesIn('email\na@example.com\nA@Example.COM').map(({ problem }) => problem),
      [undefined, 'Line 2 has the same e-mail.'],
    )
    assert.deepEqual(
      linesIn('email\nann@bücher.example\nAnn@XN--BCHER-KVA.example\nann@bucher.example').map(({ problem }) => problem),
      [undefined, 'Line 2 has the same e-mail.', undefined],
    )
    // More than a request may have, with which no other line would be imported
    const long = 'x'.repeat(2 ** 20)
    assert.deepEqual(
      linesIn(`email,subject,identityProviderKey\n${long},,\na@example.com,Ann,${long}`).map(({ problem }) => problem),
      ['E-mail: more than 256 characters.', 'Identity provider (key): more than 256 characters.'],
    )
    const cut = 'The line has 3 columns, the first line has 2. Put text that contains a separator in quotation marks.'
    assert.deepEqual(
      linesIn('email,name,,\na@example.com,Meyer, Ann\nb@example.com,"Meyer, Bea",\nc@example.com').map(
        ({ problem }) => problem,
      ),
      [cut, undefined, undefined],
    )
  })
})

describe('an import', () => {
  const lines = (count: number): ImportLine[] =>
    Array.from({ length: count }, (_, index) => {
      const email = `user${index}@example.com`
      const row: CsvRow = { line: index + 2, cells: [email] }
      return { row, record: { email }, problem: undefined }
    })

  /** A server that accepts what it is not told to refuse. */
  function fakeApi(refusals: (Error | undefined)[] = []) {
    const sent: CsvUser[][] = []
    const waits: number[] = []
    const api: BulkApi = {
      async create(records) {
        const refusal = refusals.shift()
        if (refusal) throw refusal
        sent.push(records)
        return { key: String(sent.length), status: 'Pending', operations: [] }
      },
      async read(key) {
        const refusal = refusals.shift()
        if (refusal) throw refusal
        const operations = (sent[Number(key) - 1] ?? []).map(() => ({ status: 'Inserted', errorMessage: null }))
        return { key, status: 'Finished', operations }
      },
      async wait(milliseconds) {
        waits.push(milliseconds)
      },
    }
    return { api, sent, waits }
  }

  const busy = new ApiProblem({ status: 429, title: 'busy', detail: 'busy', retryAfter: 3 })

  test('sends blocks of 100 and waits as long as the server asks', async () => {
    const { api, sent, waits } = fakeApi([undefined, undefined, busy, undefined, busy])
    const run = new ImportRun(lines(250), api)
    await run.start()
    assert.deepEqual(
      sent.map(({ length }) => length),
      [100, 100, 50],
    )
    assert.equal(waits.filter((wait) => wait === 1_000).length, 6)
    const { phase, inserted, finished, failures } = run.progress()
    assert.deepEqual([phase, inserted, finished, failures.length], ['finished', 250, 250, 0])
  })

  test('pauses where the network fails, and sends nothing twice that was accepted', async () => {
    const { api, sent } = fakeApi([undefined, new TypeError('fetch failed')])
    const run = new ImportRun(lines(150), api)
    await run.start()
    assert.equal(run.progress().phase, 'paused')
    assert.ok(run.progress().error)
    await run.start()
    assert.deepEqual(
      sent.map(({ length }) => length),
      [100, 50],
    )
    assert.equal(run.progress().inserted, 150)
  })

  test('leaves out all lines that break the schema at once, and sends the others', async () => {
    const fault = (index: number) => {
      const detail = `The field records[${index}].identityProviderKey must be a UUID.`
      return { detail, field: `records[${index}].identityProviderKey` }
    }
    const errorCode = 'PTC-REQ-40002'
    const broken = [3, 7, 99]
    const all = Array.from({ length: 50 }, (_, index) => index)
    const { api, sent } = fakeApi([
      new ApiProblem({ status: 400, errorCode, detail: fault(3).detail, errors: broken.map(fault) }),
      undefined,
      undefined,
      new ApiProblem({ status: 400, errorCode, detail: fault(0).detail, errors: all.map(fault) }),
    ])
    const run = new ImportRun(lines(150), api)
    await run.start()
    assert.deepEqual(
      sent.map(({ length }) => length),
      [97],
    )
    const { phase, inserted, finished, failures } = run.progress()
    assert.deepEqual([phase, inserted, finished], ['finished', 97, 150])
    assert.deepEqual(
      failures.map(({ line }) => line.row.line),
      [...broken, ...all.map((index) => 100 + index)].map((index) => index + 2),
    )
    assert.match(failures[0]?.problem ?? '', /must be a UUID/)
  })

  test('stops after the block that is under way, and tells what was not sent', async () => {
    const { api } = fakeApi()
    const run = new ImportRun(lines(250), api)
    const stop = run.subscribe(() => {
      if (run.progress().finished === 100) run.cancel()
    })
    await run.start()
    stop()
    const { phase, inserted, unsent } = run.progress()
    assert.deepEqual([phase, inserted, unsent.length], ['cancelled', 100, 150])
  })
})

describe('importing users', () => {
  let portal: TestPortal
  let visit: Visit
  before(async () => {
    portal = await startPortal()
    visit = await visitsOfAdministrator(portal)
  })

  const chooseFile = async (page: Page, lines: string[]): Promise<void> => {
    const buffer = Buffer.from(lines.join('\r\n'))
    await page.goto('/users/import')
    await page.getByRole('heading', { name: 'File', exact: true }).waitFor()
    await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
  }
  const people = (count: number, prefix: string): string[] =>
    Array.from({ length: count }, (_, index) => `${prefix}${index}@example.com;Person ${index};Sales`)

  test('shows what will happen, imports, and reports what failed as a file', async () => {
    await visit(async (page) => {
      await createUser(portal.server.context, portal.server.system, { email: 'zoë@bücher.example', name: 'Zoë' })
      await page.goto('/users/import')
      await assertAccessible(page)
      const script = '<script>alert(1)</script>'
      await chooseFile(page, [
        'Mail;Who;Department',
        ...people(120, 'a'),
        'broken;Nobody;Sales',
        'x@-example.com;=cmd();Sales',
        `s@example.com;${script};Sales`,
        'Zoë@xn--bcher-kva.example;Other name;Sales',
        ';Empty;Sales',
      ])
      await page.getByText('122 users are ready to import. 3 lines have problems and are skipped.').waitFor()
      await page.getByText('1 user exists already and only gets the way to sign in.').waitFor()
      // Three examples fit into their column.
      const examples = page.getByText('a0@example.com, a1@example.com, a2@example.com').locator('..')
      assert.ok(await examples.evaluate((text) => text.scrollWidth <= text.clientWidth))
      // The same word as in an invitation
      assert.equal(await page.getByRole('combobox', { name: 'Sign in with' }).inputValue(), 'Built-in')
      await page.getByRole('combobox', { name: 'Field for Who' }).click()
      await page.getByRole('option', { name: 'Name', exact: true }).click()
      await page.getByRole('cell', { name: 'Person 0', exact: true }).waitFor()
      await page.getByLabel('Problems only').check()
      await page.getByRole('cell', { name: '“broken” is not an e-mail address.' }).waitFor()
      await page.getByRole('cell', { name: /^E-mail: must be an e-mail address such as/ }).waitFor()
      await page.getByLabel('Problems only').uncheck()
      await button(page, 'Page 13').click()
      const existing = page.getByRole('row', { name: /125 Zoë@\S+ Other name Exists already: gets the way to sign in/ })
      const shown = await existing.getByRole('link', { name: 'Show the user' }).getAttribute('href')
      assert.match(shown ?? '', /^\/users\/[\da-f-]{36}$/)
      await assertAccessible(page)

      // Waiting for the server once: the import does, and goes on by itself.
      let refusals = 1
      await page.route('**/users/bulk', (route) => {
        if (refusals-- <= 0) return route.fallback()
        const headers = { 'retry-after': '1', 'content-type': 'application/json' }
        return route.fulfill({ status: 429, headers, body: '{"title":"Too many","detail":"Later"}' })
      })
      await button(page, 'Import 122 users').click()
      await page.getByText('Waiting for the server').waitFor()
      await page.getByRole('heading', { name: 'Import finished' }).waitFor()
      await page.getByText('121', { exact: true }).waitFor()
      await page.getByRole('row', { name: /123 x@-example\.com E-mail: must be an e-mail address/ }).waitFor()
      await page.getByRole('row', { name: '126 None The e-mail is missing.' }).waitFor()
      await assertAccessible(page)

      const [saved] = await Promise.all([page.waitForEvent('download'), button(page, 'Download CSV').click()])
      assert.equal(saved.suggestedFilename(), 'not-imported-people.csv')
      const file = decodeCsv(await readFile(await saved.path()))
      assert.match(file, /Mail;Who;Department;Line;Problem\r\n/, 'it has the separator of the file that was chosen')
      const [header, broken, refused] = parseCsv(file)
      assert.deepEqual(header?.cells, ['Mail', 'Who', 'Department', 'Line', 'Problem'])
      assert.deepEqual(broken?.cells, ['broken', 'Nobody', 'Sales', '122', '“broken” is not an e-mail address.'])
      assert.equal(refused?.cells[1], '=cmd()')

      const trail = await page.getByRole('link', { name: 'Show in the audit trail' }).getAttribute('href')
      assert.match(trail ?? '', /&since=/)
      await page.getByRole('link', { name: 'Show the newest users' }).click()
      await page.waitForURL('**/users?sort=-key')
      await page
        .locator('tbody tr')
        .first()
        .getByText('Person 119')
        .or(page.locator('tbody tr').first().getByText(script))
        .waitFor()
      await page.getByLabel('Search by name, e-mail or username').fill('script')
      await page.getByRole('link', { name: script }).waitFor()
      // What was typed has arrived in the address.
      await page.waitForURL(/search=script/)
      // The entry of the import has all whom it has created or changed, and nobody else.
      await go(page, trail ?? '')
      await page
        .getByRole('button', { name: /^Import: started/ })
        .first()
        .click()
      const parts = page.getByRole('dialog').getByRole('region', { name: 'Entries of this change' })
      await parts.getByText('and 112 more').waitFor()
    })
  })

  test('pauses, goes on, and stops when asked', async () => {
    await visit(async (page) => {
      await chooseFile(page, ['email;name;team', ...people(250, 'b')])
      let release = (): void => {}
      await page.route('**/users/bulk', async (route) => {
        await new Promise<void>((resolve) => {
          release = resolve
        })
        await route.fallback()
      })
      const nextBlock = () => page.waitForRequest('**/users/bulk')
      const first = nextBlock()
      await button(page, 'Import 250 users').click()
      await first
      await button(page, 'Pause').click()
      await page.getByRole('heading', { name: 'Pausing after this block' }).waitFor()
      release()
      await page.getByRole('heading', { name: 'Paused' }).waitFor()
      await page.getByText('100 of 250').waitFor()

      // Leaving would lose the report: it asks first.
      await page.getByRole('link', { name: 'Users', exact: true }).first().click()
      await answerDialog(page, 'Cancel')

      const second = nextBlock()
      await button(page, 'Continue').click()
      await second
      await button(page, 'Stop').click()
      release()
      await page.getByRole('heading', { name: 'Import stopped' }).waitFor()
      await page.getByText('200', { exact: true }).waitFor()
      await page.getByRole('cell', { name: 'Not sent: the import was stopped.' }).first().waitFor()
      await page.getByText('1–10 of 50').waitFor()
    })
  })

  test('says why a file cannot be read', async () => {
    await visit(async (page) => {
      await chooseFile(page, ['email,name', 'a@example.com,"Ann'])
      await page.getByRole('alert').getByText('A quotation mark in line 2 is never closed.').waitFor()
      const wide = {
        name: 'wide.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(`email${',x'.repeat(2_000)}\na@b.example\n`),
      }
      await page.locator('input[type=file]').setInputFiles(wide)
      await page
        .getByRole('alert')
        .getByText('The file has 2001 columns, more than the 200 that can be read.')
        .waitFor()
      // Dropped, another one takes its place.
      await page.evaluate(`
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File(['email\\nd@example.com'], 'd.csv'))
        document.querySelector('[data-over]').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }))
      `)
      await page.getByText('1 user is ready to import.').waitFor()
    })
  })
})
