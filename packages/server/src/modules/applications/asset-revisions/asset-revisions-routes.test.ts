import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { refusalsOf } from '@portico/testing/refusals.ts'
import { assertProblem, type Received, send } from '@portico/testing/requests.ts'
import { startTestServer, type TestClock, type TestServer, testClock } from '@portico/testing/server.ts'

const repository = '/api/asset-repository/v1/assets'
const management = '/api/management/v1/assets'
const nobody = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

onBothEngines('The asset repository', (engine) => {
  let server: TestServer
  let clock: TestClock
  let admin: string
  let adminKey: string
  let key: string

  const call = (method: string, path: string, body?: unknown, token: string | undefined = admin): Promise<Received> =>
    send(server.url, method, path, { token, body })
  const refuses = refusalsOf(() => server, call)
  const read = async (path: string): Promise<Received['body']> => {
    const { status, body, text } = await call('GET', path)
    assert.equal(status, 200, text)
    return body
  }
  const createAsset = async (name: string, more: object = {}): Promise<string> => {
    const { status, body, text } = await call('POST', management, { name, ...more })
    assert.equal(status, 201, text)
    return body.key
  }
  const revise = async (body: object = {}, asset = key): Promise<number> => {
    clock.advance(60_000)
    const answer = await call('POST', `${management}/${asset}/revisions`, body)
    assert.equal(answer.status, 201, answer.text)
    return answer.body.revision
  }
  const patch = (revision: number, body: object, token?: string) =>
    call('PATCH', `${repository}/${key}/revisions/${revision}`, body, token)
  const numbers = async (query = ''): Promise<number[]> =>
    (await read(`${repository}/${key}/revisions${query}`)).results.map(({ revision }: { revision: number }) => revision)
  const names = async (query: string): Promise<string[]> =>
    (await read(`${repository}?${query}`)).results.map(({ name }: { name: string }) => name)

  before(async () => {
    clock = testClock(Date.parse('2026-11-23T15:00:00.000Z'))
    server = await startTestServer({ engine, clock })
    const caller = await server.administrator()
    admin = caller.token
    adminKey = caller.credentials.key
    key = await createAsset('Ledger', { description: 'Books of ACCOUNT' })
    await createAsset('Account types', { type: 'LowCodeLibrary' })
    await createAsset('Courier', { type: 'MobileApplication' })
  })

  test('has revision 1 of an asset that the management API made', async () => {
    const { portfolioKey, ...revision } = await read(`${repository}/${key}`)
    assert.equal(portfolioKey, server.environments[0]?.portfolioKey)
    assert.deepEqual(revision, {
      assetKey: key,
      revision: 1,
      name: 'Ledger',
      description: 'Books of ACCOUNT',
      isExternal: false,
      tag: null,
      modelDigest: null,
      clonedFromTemplateKey: null,
      assetType: 'WebApplication',
      createdBy: adminKey,
      createdAt: '2026-11-23T15:00:00.000Z',
      commitMessage: null,
      taggedBy: null,
      taggedAt: null,
      _embedded: null,
    })
    await refuses(
      'asset_not_tagged',
      /No revision of Ledger is tagged/,
      'GET',
      `${repository}/${key}/highest-tag-revision`,
    )
  })

  test('numbers revisions, tags them, and sorts tags as versions', async () => {
    assert.equal(await revise({ commitMessage: 'Second try' }), 2)
    assert.equal(await revise({ tag: '1.10.0', releaseNotes: 'Tenth\nof all' }), 3)
    assert.equal((await patch(2, { tag: '1.9.0' })).status, 204)
    assert.equal(await revise(), 4)
    const latest = await read(`${repository}/${key}/latest-revision`)
    assert.deepEqual([latest.revision, latest.tag], [4, null])
    const highest = await read(`${repository}/${key}/highest-tag-revision`)
    assert.deepEqual([highest.revision, highest.tag, highest.taggedBy], [3, '1.10.0', adminKey])
    assert.equal(highest.taggedAt, highest.createdAt)
    const second = await read(`${repository}/${key.toUpperCase()}/revisions/2`)
    assert.deepEqual([second.tag, second.commitMessage], ['1.9.0', 'Second try'])
    assert.ok(second.taggedAt > second.createdAt)

    assert.deepEqual(await numbers(), [4, 3, 2, 1])
    assert.deepEqual(await numbers('?sort=revision&limit=2'), [1, 2])
    assert.deepEqual(await numbers('?sort=tag'), [1, 4, 2, 3])
    assert.deepEqual(await numbers('?sort=-tag'), [3, 2, 4, 1])
    assert.deepEqual(await numbers('?isTagged=true'), [3, 2])
    assert.deepEqual(await numbers('?isTagged=False'), [4, 1])
    assert.deepEqual(await numbers('?tag=1.9.0'), [2])
    assert.deepEqual(await numbers('?commitMessage=SECOND'), [2])
    assert.deepEqual(await numbers('?modelDigest=abc'), [])
    const { createdAt } = second
    assert.deepEqual(await numbers(`?revisionDateTimeSince=${createdAt}`), [4, 3, 2])
    assert.deepEqual(await numbers(`?revisionDateTimeTo=${createdAt}`), [2, 1])
    const notes = await read(`${management}/${key}/revisions?limit=2`)
    assert.deepEqual(
      notes.results.map(({ revision, releaseNotes }: Record<string, unknown>) => [revision, releaseNotes]),
      [
        [4, null],
        [3, 'Tenth\nof all'],
      ],
    )
  })

  test('gives a tag to one revision only', async () => {
    const first = `${repository}/${key}/revisions/1`
    await refuses('asset_tag_taken', /tag: another revision of Ledger is tagged with 1\.9\.0/, 'PATCH', first, {
      tag: '1.9.0',
    })
    await refuses('asset_tag_taken', /1\.10\.0/, 'POST', `${management}/${key}/revisions`, { tag: '1.10.0' })
    const problem = (await call('PATCH', first, { tag: '1.9.0' })).body
    assert.deepEqual([problem.status, problem.errorCode], [400, 'PTC-AST-40004'])
    for (const tag of ['1.2', '1.2.3.4', '01.2.3', 'v1.2.3', '1.2.3-beta', '1.2.1234567890', '', 7]) {
      await refuses(
        'invalid_body',
        /tag must be (a version of three numbers, such as 1\.2\.0|a text)|at most/,
        'PATCH',
        first,
        { tag },
      )
    }
    await refuses('asset_revision_not_found', /no revision 9/, 'PATCH', `${repository}/${key}/revisions/9`, {
      tag: '9.0.0',
    })
    await refuses('asset_not_found', new RegExp(nobody), 'PATCH', `${repository}/${nobody}/revisions/1`, {
      tag: '9.0.0',
    })
    // The same version of another asset is another tag.
    const other = await createAsset('Other ledger')
    assert.equal((await call('PATCH', `${repository}/${other}/revisions/1`, { tag: '1.9.0' })).status, 204)
    // A tag that was taken away is free, and the same one again changes nothing.
    assert.equal((await patch(2, { tag: null })).status, 204)
    assert.deepEqual((await read(`${repository}/${key}/revisions/2`)).taggedAt, null)
    assert.equal((await patch(1, { tag: '1.9.0' })).status, 204)
    const { taggedAt } = await read(first)
    clock.advance(1_000)
    assert.equal((await patch(1, { tag: '1.9.0', commitMessage: 'Begun' })).status, 204)
    assert.deepEqual((await read(first)).taggedAt, taggedAt)
    assert.equal((await patch(1, {})).status, 204)
  })

  test('records who made and who tagged a revision', async () => {
    const { results } = await read(`/api/management/v1/audit-entries?entityKey=${key}&limit=100`)
    const said = results.map(({ action, oldValues, newValues }: Record<string, unknown>) => [
      action,
      oldValues,
      newValues,
    ])
    assert.deepEqual(said.slice(0, 3), [
      ['asset.revision-updated', { revision: 1, commitMessage: null }, { revision: 1, commitMessage: 'Begun' }],
      ['asset.revision-updated', { revision: 1, tag: null }, { revision: 1, tag: '1.9.0' }],
      ['asset.revision-updated', { revision: 2, tag: '1.9.0' }, { revision: 2, tag: null }],
    ])
    assert.ok(said.some(([action]: [string]) => action === 'asset.revision-created'))
  })

  test('finds assets by name, description, type and what Portico has none of', async () => {
    assert.deepEqual(await names('nameContains=ledger'), ['Ledger', 'Other ledger'])
    assert.deepEqual(await names('nameOrDescriptionContains=account'), ['Account types', 'Ledger'])
    assert.deepEqual(await names('assetTypes=LowCodeLibrary,mobileapplication&sort=-name'), [
      'Courier',
      'Account types',
    ])
    assert.deepEqual(await names('assetTypes=Agent'), [])
    assert.deepEqual(await names('metadata.isDeployable=false'), ['Account types'])
    assert.deepEqual(await names(`assetKeys=${key},${nobody}`), ['Ledger'])
    assert.deepEqual(await names(`portfolioKeys=${nobody}`), [])
    for (const none of ['isExternal=true', 'metadata.isBuiltInAsset=true', 'metadata.urlPathContains=x']) {
      assert.deepEqual(await names(none), [], none)
    }
    assert.deepEqual(await names('metadata.templateType=ApplicationTemplate'), [])
    assert.equal((await names('limit=1000&isExternal=false&permissionFilter=AppDebug')).length, 4)
    for (const [query, detail] of [
      ['limit=1001', /limit must be at most 1000/],
      ['limit=0', /limit must be at least 1/],
      ['assetTypes=Robot', /assetTypes\[0\] must be one of WebApplication/],
      ['embed=everything', /embed\[0\] must be one of releaseNote/],
      ['permissionFilter=AppRead', /permissionFilter must be one of .*\bAppDebug\b/],
      ['sort=revision', /sort/],
    ] as const) {
      assertProblem(await call('GET', `${repository}?${query}`), 'invalid_parameter', detail)
    }
    for (const number of ['x', '1.5', '-1', '2147483648']) {
      assertProblem(
        await call('GET', `${repository}/${key}/revisions/${number}`),
        'invalid_parameter',
        'revisionNumber',
      )
    }
    assertProblem(await call('GET', `${repository}/${key}/revisions/0`), 'asset_revision_not_found')
  })

  test('embeds what is asked for, in any case', async () => {
    const { _embedded } = await read(`${repository}/${key}/revisions/3?embed=Metadata,releasenote`)
    assert.deepEqual(
      [_embedded.releaseNote, _embedded.icon, _embedded.metadata.isDeployable],
      [{ tag: '1.10.0', releaseNoteUrl: null }, null, true],
    )
    const [first] = (await read(`${repository}?embed=ICON&embed=sourceCode,signature&limit=1`)).results
    assert.deepEqual([first._embedded.icon.iconUrl, first._embedded.metadata], [null, null])
  })

  test('searches revisions of several assets', async () => {
    const courier = (await read(`${repository}?nameContains=courier`)).results[0].assetKey
    const search = async (assetVersionFilters: object[], embeds?: string[]) => {
      const { status, body, text } = await call('POST', `${repository}/search`, { assetVersionFilters, embeds })
      assert.equal(status, 200, text)
      return body.results.map(({ name, revision }: Record<string, unknown>) => `${name} ${revision}`)
    }
    assert.deepEqual(await search([{ key: courier }, { key, isHighestTag: true }, { key, revision: 2 }, { key }]), [
      'Courier 1',
      'Ledger 3',
      'Ledger 2',
      'Ledger 4',
    ])
    assert.deepEqual(await search([{ key: courier, isHighestTag: true }, { key: nobody }, { key, revision: 77 }]), [])
    assert.deepEqual(
      await search([
        { key, revision: 3, isHighestTag: true },
        { key, revision: 1, isHighestTag: true },
      ]),
      ['Ledger 3'],
    )
    assert.deepEqual(await search([{ digest: 'abc' }, { key, digest: 'abc' }]), [])
    assert.deepEqual(await search([{ key, digest: null, revision: null }], ['METADATA']), ['Ledger 4'])
    assert.deepEqual((await call('POST', `${repository}/search`, {})).body, { results: [] })
    await refuses(
      'invalid_body',
      /assetVersionFilters\[1\] must name a key or a digest/,
      'POST',
      `${repository}/search`,
      {
        assetVersionFilters: [{ key }, { revision: 2 }],
      },
    )
    await refuses('invalid_body', /embeds/, 'POST', `${repository}/search`, { embeds: ['all'] })
  })

  test('keeps what is deployed when a revision is made, and deploys another one when asked', async () => {
    const environmentKey = server.environments[1]?.key ?? ''
    const deployments = `${management}/${key}/deployments`
    const shown = async () => {
      const { results } = await read(`/api/portfolios/v2/deployed-assets?key=${key}`)
      const { revision, tag, taggingUserKey, deploymentKey } = results[0].deployments[0]
      return { revision, tag, taggingUserKey, deploymentKey }
    }
    const deployed = await call('POST', deployments, { environmentKey, revision: 3 })
    const third = { revision: 3, tag: '1.10.0', taggingUserKey: adminKey, deploymentKey: deployed.body.key }
    assert.deepEqual(await shown(), third)
    await revise()
    assert.equal((await call('POST', deployments, { environmentKey })).status, 201)
    assert.deepEqual(await shown(), third)
    assert.deepEqual((await call('POST', deployments, { environmentKey, revision: 5 })).body, deployed.body)
    assert.deepEqual(await shown(), { ...third, revision: 5, tag: null, taggingUserKey: null })
    await refuses('asset_revision_unknown', /revision names none of Ledger: there are 1 to 5/, 'POST', deployments, {
      environmentKey,
      revision: 6,
    })
  })

  test('is read with any permission on assets or end users, and tagged with Change or Release', async () => {
    for (const permission of ['Asset management > Open', 'View end users', 'Manage end-user groups', 'Debug']) {
      const { token } = await server.caller(permission)
      assert.equal((await call('GET', `${repository}/${key}`, undefined, token)).status, 200, permission)
      const refused = await patch(1, { tag: '3.0.0' }, token)
      assertProblem(refused, 'permission_missing', /Asset management > Change, Release management > Release/)
    }
    const { token: member } = await server.caller('View members')
    assert.equal((await call('GET', repository, undefined, member)).status, 403)
    const { token: releaser } = await server.caller('Release management > Release')
    assert.equal((await patch(4, { tag: '3.0.0' }, releaser)).status, 204)
    assertProblem(await call('POST', `${management}/${key}/revisions`, {}, releaser), 'permission_missing', 'Change')
  })

  test('gives a tag to one of two requests at the same time, and a number to each', async () => {
    const asset = await createAsset('Contended')
    const made = await Promise.all(
      [1, 2, 3].map(() => call('POST', `${management}/${asset}/revisions`, { tag: '5.0.0' })),
    )
    assert.deepEqual(made.map(({ status }) => status).sort(), [201, 400, 400])
    const more = await Promise.all([1, 2, 3].map(() => call('POST', `${management}/${asset}/revisions`, {})))
    assert.deepEqual(more.map(({ body }) => body.revision).sort(), [3, 4, 5])
  })
})
