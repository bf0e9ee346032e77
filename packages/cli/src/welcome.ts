import { existsSync } from 'node:fs'
import { delimiter, isAbsolute, join, resolve } from 'node:path'
import { settings } from '@portico/server/config/settings.ts'
import type { RunningServer } from '@portico/server/main.ts'
import { formatFields } from './print.ts'

/**
 * What a start prints for people: where everything is and, on the first one, what to try.
 * @param hasPortal whether the portal is built, and with it the viewer of the reference
 */
export function welcome(server: RunningServer, { hasPortal }: { hasPortal: boolean }): string {
  const { publicUrl, data, metricsUrl } = server
  const places = formatFields([
    ...(hasPortal ? [['Portal', `${publicUrl}/`] as const] : []),
    ['API', `${publicUrl}/api/identity/v1`],
    ...(hasPortal ? [['Reference', `${publicUrl}/docs`] as const] : []),
    ['Discovery', `${publicUrl}/identity/.well-known/openid-configuration`],
    ...(metricsUrl ? [['Metrics', metricsUrl] as const] : []),
    ['Data', data],
  ])
  return `\nPortico is running. Ctrl+C stops it.\n\n${indent(places)}\n\n${hasPortal ? setUp(server) : withoutPortal}${server.isFirstStart ? firstSteps(server) : ''}`
}

/** Nobody can follow a link into it, either. */
const withoutPortal = `The web portal and the API reference at /docs were not built. \`npm ci\` without --omit builds them; then start again.

`

function setUp({ setUpLink }: RunningServer): string {
  if (setUpLink === undefined) return ''
  return `No user can sign in to the portal yet. This link makes the first administrator: it works once, for 24 hours, and the
next start makes another one.

  ${setUpLink}

`
}

function firstSteps({ publicUrl, credentials, data }: RunningServer): string {
  if (!credentials) {
    const command = `npx portico api-client create${optionFor(data)} --name 'My client' --grant 'Manage users'`
    const where = isAbsolute(data) ? '' : ', with the same PORTICO_DATABASE and master key as this server'
    return `The organization is empty. Create an API client in another terminal${where}:\n\n  ${command}\n\n`
  }
  const { clientId, clientSecret } = credentials
  const commands = isInstalled('curl') ? curlCommands : nodeCommands
  const [discover, token, users] = commands(publicUrl, clientId, clientSecret)
  return `The database was empty: there are sample users in it now, and an API client that may manage them. None of the users has
a password, so that none can sign in, not even the Administrators among them. The client's secret is shown this once.

${indent(
  formatFields([
    ['Client ID', clientId],
    ['Client secret', clientSecret],
  ]),
)}

Paste these into another terminal, one after the other.

Read the discovery document, which names the token endpoint:

${discover}

Get a token and show it:

${token}

List the first ten users:

${users}

`
}

/** The option with which a command finds the same data folder. The URL of a database would show in the list of processes. */
const optionFor = (data: string): string =>
  isAbsolute(data) && data !== resolve(settings.data.default ?? '') ? ` --data '${data}'` : ''

type Commands = (publicUrl: string, clientId: string, clientSecret: string) => [string, string, string]

const curlCommands: Commands = (publicUrl, clientId, clientSecret) => [
  `curl -s ${publicUrl}/identity/.well-known/openid-configuration`,
  `TOKEN=$(curl -s ${publicUrl}/identity/token -d grant_type=client_credentials -d client_id=${clientId} -d client_secret=${clientSecret} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/'); echo $TOKEN`,
  `curl -s -H "Authorization: Bearer $TOKEN" '${publicUrl}/api/identity/v1/users?limit=10&offset=0'`,
]

/** For machines without curl: the Node that npm runs on has fetch. */
const nodeCommands: Commands = (publicUrl, clientId, clientSecret) => [
  `node -e "fetch('${publicUrl}/identity/.well-known/openid-configuration').then(r=>r.text()).then(console.log)"`,
  `TOKEN=$(node -e "fetch('${publicUrl}/identity/token',{method:'POST',body:new URLSearchParams({grant_type:'client_credentials',client_id:'${clientId}',client_secret:'${clientSecret}'})}).then(r=>r.json()).then(b=>console.log(b.access_token))"); echo $TOKEN`,
  `node -e "fetch('${publicUrl}/api/identity/v1/users?limit=10&offset=0',{headers:{authorization:'Bearer $TOKEN'}}).then(r=>r.text()).then(console.log)"`,
]

const isInstalled = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))

const indent = (text: string): string => text.replace(/^/gm, '  ')
