import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { type FastifyInstance, fastify } from 'fastify'
import { securityHeaders, setSecurityHeaders } from '../hooks/security-headers.ts'
import { answerUnknownPaths } from '../hooks/unknown-paths.ts'
import { answerUnknownPages, readPortalPaths, servePortalPages } from './portal-pages.ts'

const visit = { accept: 'text/html,application/xhtml+xml' }
const paths = ['/', '/users', '/users/:key', '/sign-in']
const script = 'console.log("the portal")'

describe('the portal’s pages', () => {
  let folder: string
  let app: FastifyInstance
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-portal-'))
    await mkdir(join(folder, 'static'))
    await writeFile(join(folder, 'index.html'), '<meta name="csp-nonce" content="" /><div id="root"></div>')
    await writeFile(join(folder, 'paths.json'), JSON.stringify(paths))
    await writeFile(join(folder, 'static', 'index-a1b2.js'), script)
    // As a chunk is named that several pages' styles are in
    await writeFile(join(folder, 'static', 'users.module-a1b2.js'), script)
    await writeFile(join(folder, 'static', 'index-a1b2.js.br'), brotliCompressSync(script))
    await writeFile(join(folder, 'secret.js'), 'not to be read')
    app = serving(folder)
  })
  after(async () => {
    await app.close()
    await rm(folder, { recursive: true })
  })

  test('each path answers with the document, and a policy that lets nothing else in', async () => {
    assert.deepEqual(readPortalPaths(folder), paths)
    for (const path of paths) {
      const { statusCode, headers, body } = await app.inject({ url: path.replace(/:\w+/, '42') })
      assert.equal(statusCode, 200, path)
      assert.match(String(headers['content-type']), /^text\/html/)
      const policy = String(headers['content-security-policy'])
      assert.match(policy, /default-src 'none'; script-src 'self';/)
      assert.match(policy, /frame-ancestors 'none'/)
      assert.doesNotMatch(policy, /unsafe|https?:|\*/)
      assert.equal(headers['x-frame-options'], 'DENY')
      assert.equal(headers['cache-control'], 'no-store')
      const [, nonce] = /content="([^"]+)"/.exec(body) ?? []
      assert.ok(nonce && policy.includes(`style-src 'self' 'nonce-${nonce}'`))
    }
  })

  test('every visit has a nonce of its own', async () => {
    const [one, another] = await Promise.all([app.inject('/'), app.inject('/')])
    assert.notEqual(one.body, another.body)
  })

  test('an unknown path is the portal’s page for people, and a problem for programs', async () => {
    const page = await app.inject({ url: '/nowhere/at/all', headers: visit })
    assert.equal(page.statusCode, 404)
    assert.match(page.body, /id="root"/)
    for (const url of ['/api/identity/v1/nowhere', '/portal/nowhere', '/static/nowhere.js', '/docs/x/y', '/auth/x']) {
      const { statusCode, headers } = await app.inject({ url, headers: visit })
      assert.equal(statusCode, 404, url)
      assert.match(String(headers['content-type']), /^application\/json/, url)
    }
    const program = await app.inject({ url: '/nowhere', headers: { accept: 'application/json' } })
    assert.match(String(program.headers['content-type']), /^application\/json/)
  })

  test('files are kept for ever, compressed for who takes it', async () => {
    const plain = await app.inject('/static/index-a1b2.js')
    assert.equal(plain.body, script)
    assert.equal((await app.inject('/static/users.module-a1b2.js')).body, script)
    assert.equal(plain.headers['content-encoding'], undefined)
    assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable')
    assert.match(String(plain.headers['content-type']), /^text\/javascript/)
    const url = '/static/index-a1b2.js'
    const small = await app.inject({ url, headers: { 'accept-encoding': 'gzip, deflate, br' } })
    assert.equal(small.headers['content-encoding'], 'br')
    assert.equal(brotliDecompressSync(small.rawPayload).toString(), script)
    const refused = await app.inject({ url, headers: { 'accept-encoding': 'br;q=0' } })
    assert.equal(refused.headers['content-encoding'], undefined)
  })

  test('nothing outside the folder can be read', async () => {
    const attempts = [
      '../secret.js',
      '..%2fsecret.js',
      '%2e%2e%2fsecret.js',
      '..%5csecret.js',
      '%00.js',
      '.js',
      'a.b.js',
    ]
    for (const attempt of attempts) {
      const { statusCode, body } = await app.inject(`/static/${attempt}`)
      assert.equal(statusCode, 404, attempt)
      assert.doesNotMatch(body, /not to be read/)
    }
  })

  test('says how to build what is not built', async () => {
    const unbuilt = serving(join(folder, 'missing'))
    const { statusCode, body } = await unbuilt.inject('/')
    assert.equal(statusCode, 503)
    assert.match(body, /npm run build/)
    const other = await unbuilt.inject({ url: '/users/42', headers: visit })
    assert.equal(other.statusCode, 503)
    assert.match(other.body, /npm run build/)
    await unbuilt.close()
  })

  test('serves a portal that is built after the start, at each of its paths', async () => {
    const late = join(folder, 'late')
    const started = serving(late)
    await started.ready()
    await mkdir(late)
    await writeFile(join(late, 'index.html'), '<div id="root"></div>')
    await writeFile(join(late, 'paths.json'), JSON.stringify(paths))
    for (const [url, status] of [
      ['/', 200],
      ['/users', 200],
      ['/users/42', 200],
      ['/users/42/more', 404],
      ['/unknown', 404],
    ] as const) {
      const { statusCode, body } = await started.inject({ url, headers: visit })
      assert.equal(statusCode, status, url)
      assert.match(body, /id="root"/)
    }
    await started.close()
  })
})

function serving(folder: string): FastifyInstance {
  const app = fastify()
  setSecurityHeaders(app, securityHeaders())
  answerUnknownPages(app, folder)
  answerUnknownPaths(app)
  servePortalPages(app, folder)
  return app
}
