import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { type CommandResult, portico } from '@portico/testing/command.ts'
import { anyEngine } from '@portico/testing/databases.ts'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'

describe('stages and assets have names in the commands', () => {
  let server: TestServer
  let home: string
  let admin: Caller
  const runAs = ({ credentials }: Caller, ...args: string[]): Promise<CommandResult> =>
    portico(args, {
      env: {
        XDG_CONFIG_HOME: home,
        PORTICO_URL: server.url,
        PORTICO_CLIENT_ID: credentials.clientId,
        PORTICO_CLIENT_SECRET: credentials.clientSecret,
      },
    })
  const run = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await runAs(admin, ...args)
    assert.equal(code, 0, stderr)
    return stdout
  }
  const json = async (...args: string[]) => JSON.parse(await run(...args, '--json'))

  before(async () => {
    server = await startTestServer({ engine: anyEngine, sample: true })
    home = await temporaryFolder()
    const ofAssets = ['Asset management > Create', 'Asset management > Change']
    admin = await server.caller('Manage users', 'Manage end-user groups', ...ofAssets)
  })

  test('beside their keys in tables, and keys alone in JSON', async () => {
    const roles = await run('roles', 'list', '--asset', 'expense claims', '--environment', 'test')
    assert.match(roles, /^Approver +\S{36} +Expense Claims \([0-9a-f-]{36}\) +Test \([0-9a-f-]{36}\)$/m)
    assert.equal(roles.trimEnd().split('\n').length, 4)
    const [role] = await json('roles', 'list', '--asset', 'Expense Claims', '--limit', '1')
    assert.match(role.assetKey, /^[0-9a-f-]{36}$/)
    assert.match(await run('groups', 'list', '--limit', '1'), /\w+ \([0-9a-f-]{36}\)/)
    await run('users', 'create', '--email', 'names@cli.example.com')
    await run('users', 'grant', 'names@cli.example.com', '--role', role.key)
    const user = await run('users', 'show', 'names@cli.example.com')
    assert.match(user, /Approver|Auditor|Claimant/)
    assert.match(user, new RegExp(`Expense Claims \\(${role.assetKey}\\)`))
  })

  test('are taken instead of keys, and what is vague or unknown is refused with what there is', async () => {
    const vague = await runAs(admin, 'users', 'grant', 'names@cli.example.com', '--role', 'Auditor')
    assert.equal(vague.code, 1)
    assert.match(
      vague.stderr,
      /several roles 'Auditor'.*--asset or --environment\.\n {2}\S{36} {2}asset Expense Claims \(/,
    )
    const place = ['--asset', 'Expense claims', '--environment', 'Development']
    assert.match(await run('users', 'grant', 'names@cli.example.com', '--role', 'Auditor', ...place), /Granted Auditor/)
    const unknown = await runAs(admin, 'roles', 'list', '--asset', 'Expense')
    assert.match(unknown.stderr, /there is no asset 'Expense', .*There are Expense Claims\./)
    const none = await runAs(admin, 'users', 'grant', 'names@cli.example.com', '--role', 'Audit', ...place)
    assert.match(
      none.stderr,
      /there is no end-user role 'Audit' of Expense claims in Development\. To find it: portico roles list --search 'Audit'\n$/,
    )
    const nobody = await runAs(admin, 'users', 'grant', 'names@cli.example.com', '--organization-role', 'Boss')
    assert.match(
      nobody.stderr,
      /there is no organization role 'Boss'\. To find it: portico roles list --organization --search 'Boss'\n$/,
    )
    const nowhere = await runAs(admin, 'groups', 'list', '--environment', 'Moon')
    assert.match(nowhere.stderr, /there is no stage Moon\. There are Development, Test, Production\./)
  })

  test('assets are created as what they are', async () => {
    const { key } = await json('assets', 'create', 'Assistant', '--type', 'Agent', '--description', 'Answers')
    assert.match(await run('assets', 'list', '--search', 'assistant'), new RegExp(`^Assistant +${key} +Agent +1`, 'm'))
    assert.match(await run('assets', 'create', 'Plain'), /^Created \S{36}\.$/m)
    assert.match(await run('assets', 'show', 'Plain'), /^Type +WebApplication$/m)
    const former = await runAs(admin, 'assets', 'create', 'Former', '--type', 'Library')
    assert.equal(former.code, 2)
    assert.match(former.stderr, /'Library' is invalid.*LowCodeLibrary/)
  })

  test('assets get revisions and tags', async () => {
    const { assetKey, revision } = await json(
      'assets',
      'revise',
      'Field Service',
      '--message',
      'Faster',
      '--tag',
      '1.4.0',
    )
    assert.equal(revision, 2)
    assert.match(
      await run('assets', 'tag', 'field service', '1.3.9', '--revision', '1'),
      /^Tagged revision 1 with '1\.3\.9'\.$/m,
    )
    const again = await run('assets', 'tag', assetKey, '1.3.8', '--revision', '1')
    assert.match(again, /^Revision 1 has the tag '1\.3\.8' now; it was '1\.3\.9'\.$/m)
    assert.match(
      await run('assets', 'list', '--search', 'field'),
      new RegExp(`^Field Service +${assetKey} +WebApplication +2 +1\\.4\\.0$`, 'm'),
    )
    const shown = await run('assets', 'show', assetKey)
    assert.match(shown, /^2 +1\.4\.0 +\S+ +Faster\n1 +1\.3\.8/m)
    const taken = await runAs(admin, 'assets', 'tag', 'Field Service', '1.4.0', '--revision', '1')
    assert.equal(taken.code, 1)
    assert.match(taken.stderr, /PTC-AST-40004/)
    assert.equal((await runAs(admin, 'assets', 'tag', 'Field Service', '1.5.0', '--revision', 'x')).code, 2)
    const odd = await runAs(admin, 'assets', 'tag', 'Field Service', 'newest', '--revision', '1')
    assert.match(odd.stderr, /The argument <version> must be/)
  })
})
