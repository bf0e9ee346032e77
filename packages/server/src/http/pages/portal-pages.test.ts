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

const document = `<head><meta name="csp-nonce" content="" /><meta name="portal-state" content="" />
<style nonce="">i{}</style></head><div id="root" data-frame=""><b></b></div>`
const visit = { accept: 'text/html,application/xhtml+xml' }
const paths = ['/', '/users', '/users/:key', '/sign-in']
const pages = paths.map((path) => ({
  path,
  frame: path === '/sign-in' ? 'outside' : 'shell',
  scripts: path === '/users' ? ['static/users-a1b2.js'] : [],
}))
const script = 'console.log("the portal")'

describe('the portal’s pages', () => {
  let folder: string
  let app: FastifyInstance
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portico-portal-'))
    await mkdir(join(folder, 'static'))
    await writeFile(join(folder, 'index.html'), document)
    await writeFile(join(folder, 'paths.json'), JSON.stringify(pages))
    await writeFile(join(folder, 'static', 'index-a1b2.js'), script)
    // As a chunk is named that several pages' styles are in
    await writeFile(join(folder, 'static', 'users.module-a1b2.js'), script)
    await writeFile(join(folder, 'static', 'index-a1b2.js.br'), brotliCompressSync(script))
    await writeFile(join(folder, 'static', 'viewer-a1b2.js.br'), brotliCompressSync(script))
    await writeFile(join(folder, 'secret.js'), 'not to be read')
    app = serving(folder)
  })
  after(async () => {
    await app.close()
    await rm(folder, { recursive: true })
  })

  test('a portal that was built from other sources keeps the server from starting, and says what to do', async () => {
    const old = await mkdtemp(join(tmpdir(), 'portico-portal-'))
    await writeFile(join(old, 'paths.json'), JSON.stringify(paths))
    assert.throws(() => serving(old), /npm run build/)
    await rm(old, { recursive: true })
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
      assert.ok(body.includes(`<style nonce="${nonce}">`))
    }
  })

  test('the document outlines its page, and names the files of that', async () => {
    const users = await app.inject('/users?search=a')
    assert.match(users.body, /<link rel="modulepreload" crossorigin href="\/static\/users-a1b2.js">/)
    assert.match(users.body, /data-frame="shell"/)
    const other = await app.inject('/sign-in')
    assert.doesNotMatch(other.body, /modulepreload/)
    assert.match(other.body, /data-frame="outside"/)
  })

  test('the document has the state as text, unless that cannot be told in time', async () => {
    const stateIn = (body: string): string | undefined => /name="portal-state" content="([^"]*)"/.exec(body)?.[1]
    const { body } = await app.inject('/users')
    assert.equal(
      stateIn(body),
      '{&quot;branding&quot;:{&quot;name&quot;:&quot;\\&quot;&gt;&lt;script&gt;$&#39;$&amp;&lt;/script&gt;&quot;}}',
    )
    assert.ok(body.includes('<b>&quot;&gt;&lt;script&gt;$&#39;$&amp;&lt;/script&gt;</b>'))
    for (const host of ['slow', 'broken']) {
      const answer = await app.inject({ url: '/users', headers: { host } })
      assert.equal(answer.statusCode, 200)
      assert.equal(stateIn(answer.body), '', host)
    }
  })

  test('the home page leads a browser without a session to the sign-in page before anything is loaded', async () => {
    const headers = { ...visit, cookie: 'visitor=1' }
    const home = await app.inject({ url: '/', headers })
    assert.equal(home.statusCode, 303)
    assert.equal(home.headers.location, '/portal/sign-in')
    assert.equal(home.headers['cache-control'], 'no-store')
    // Others first remember where the sign-in leads to, and programs get what they ask for.
    assert.equal((await app.inject({ url: '/users', headers })).statusCode, 200)
    assert.equal((await app.inject({ url: '/sign-in', headers })).statusCode, 200)
    assert.equal((await app.inject({ url: '/', headers: { cookie: 'visitor=1' } })).statusCode, 200)
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
    // A file that is there compressed only
    const unpacked = await app.inject({ url: '/static/viewer-a1b2.js', headers: { 'accept-encoding': 'gzip' } })
    assert.deepEqual([unpacked.body, unpacked.headers['content-encoding']], [script, undefined])
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
    assert.match(body, /<code>npm ci<\/code>/)
    const other = await unbuilt.inject({ url: '/users/42', headers: visit })
    assert.equal(other.statusCode, 503)
    assert.match(other.body, /<code>npm ci<\/code>/)
    await unbuilt.close()
  })

  test('serves a portal that is built after the start, at each of its paths', async () => {
    const late = join(folder, 'late')
    const started = serving(late)
    await started.ready()
    await mkdir(late)
    await writeFile(join(late, 'index.html'), '<div id="root"></div>')
    await writeFile(join(late, 'paths.json'), JSON.stringify(pages))
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

const state = { branding: { name: `"><script>$'$&</script>` } }

/** Of the host `slow` only after the longest wait, and of `broken` never */
async function stateOf({ hostname }: { hostname: string }): Promise<typeof state> {
  if (hostname === 'broken') throw new Error('no database')
  if (hostname === 'slow') await new Promise((late) => setTimeout(late, 10_000).unref())
  return state
}

function serving(folder: string): FastifyInstance {
  const app = fastify()
  setSecurityHeaders(app, securityHeaders())
  answerUnknownPages(app, { folder, stateOf })
  answerUnknownPaths(app)
  servePortalPages(app, { folder, stateOf, isVisitor: ({ headers }) => headers.cookie === 'visitor=1' })
  return app
}
