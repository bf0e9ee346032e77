import { type Discovery, discoveryUrl, publicUrl } from '../../api/discovery.ts'

export interface SnippetValues {
  discovery: Discovery
  clientId: string
  clientSecret: string
}

const usersUrl = (discovery: Discovery): string => `${publicUrl(discovery)}/api/identity/v1/users?limit=10&offset=0`

// No value can end its quotes: URLs are percent-encoded, identifiers and secrets have only letters, digits and
// underscores. Names, which can contain anything, are not used.

// Without comments: an interactive zsh runs them as commands.
const curl = ({ discovery, clientId, clientSecret }: SnippetValues): string => `echo 'Where tokens come from:'
curl -sS '${discoveryUrl(discovery)}'

TOKEN=$(curl -sS '${discovery.token_endpoint}' \\
  -d grant_type=client_credentials \\
  -d client_id=${clientId} \\
  -d client_secret=${clientSecret} \\
  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

echo; echo 'Users:'
curl -sS -H "Authorization: Bearer $TOKEN" '${usersUrl(discovery)}'; echo
`

// Plain JavaScript, since an older Node does not run TypeScript. `.mjs` for the `await` outside of functions.
const javascript = ({ discovery, clientId, clientSecret }: SnippetValues): string => `// users.mjs, for Node 18 or newer
const discovery = await fetch(
  '${discoveryUrl(discovery)}',
).then((response) => response.json())

const { access_token } = await fetch(discovery.token_endpoint, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: '${clientId}',
    client_secret: '${clientSecret}',
  }),
}).then((response) => response.json())

const users = await fetch('${usersUrl(discovery)}', {
  headers: { authorization: \`Bearer \${access_token}\` },
}).then((response) => response.json())
console.log(JSON.stringify(users, null, 2))
`

const python = ({ discovery, clientId, clientSecret }: SnippetValues): string => `import json
from urllib.parse import urlencode
from urllib.request import Request, urlopen

discovery = json.load(urlopen("${discoveryUrl(discovery)}"))

form = urlencode({
    "grant_type": "client_credentials",
    "client_id": "${clientId}",
    "client_secret": "${clientSecret}",
})
token = json.load(urlopen(discovery["token_endpoint"], form.encode()))["access_token"]

request = Request(
    "${usersUrl(discovery)}",
    headers={"Authorization": f"Bearer {token}"},
)
print(json.dumps(json.load(urlopen(request)), indent=2))
`

export const snippetTexts = [
  { value: 'curl', label: 'curl', text: curl },
  { value: 'javascript', label: 'JavaScript', text: javascript },
  { value: 'python', label: 'Python', text: python },
] as const

export type SnippetName = (typeof snippetTexts)[number]['value']
