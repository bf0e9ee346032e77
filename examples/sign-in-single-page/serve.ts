/**
 * Serves a page that signs people in by itself: ISSUER=… CLIENT_ID=… npm run sign-in-single-page -w examples
 *
 * docs/sign-in-applications.md says where the two values come from. There is no secret: a browser could not keep one.
 * This program only hands out files, as any static server does. `application.js` does everything else.
 */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'

const {
  ISSUER = 'http://localhost:8080/identity',
  CLIENT_ID,
  SCOPE = 'openid profile email',
  PORT = '3001',
} = process.env
if (!CLIENT_ID) {
  console.error('Set CLIENT_ID, and ISSUER for another server than localhost:8080.')
  process.exit(2)
}

const here = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), 'utf8')
const module = (name: string): Promise<string> => readFile(fileURLToPath(import.meta.resolve(name)), 'utf8')

const files: Record<string, [type: string, content: string]> = {
  '/': ['text/html', await here('index.html')],
  '/application.js': ['text/javascript', await here('application.js')],
  '/oidc-client-ts.js': ['text/javascript', await module('oidc-client-ts')],
  '/jwt-decode.js': ['text/javascript', await module('jwt-decode')],
  '/settings.json': ['application/json', JSON.stringify({ authority: ISSUER, client_id: CLIENT_ID, scope: SCOPE })],
}

createServer(({ url = '/' }, response) => {
  const [type, content] = files[url.replace(/\?.*$/, '')] ?? []
  response.writeHead(type ? 200 : 404, { 'content-type': `${type ?? 'text/plain'}; charset=utf-8` })
  response.end(content ?? 'Not found')
}).listen(Number(PORT), 'localhost', () => console.log(`Open http://localhost:${PORT}/`))
