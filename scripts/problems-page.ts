import { catalogue, type ProblemName } from '../packages/server/src/problems/catalogue.ts'
import { code, note, plain, table } from './markdown.ts'

/** The middle part of the codes, in the order of the page. */
const areas: Record<string, string> = {
  REQ: 'Requests',
  AUT: 'Access tokens, sessions and permissions',
  USR: 'Users',
  ROL: 'End-user roles',
  AST: 'Assets',
  POR: 'Portfolios and stages',
  GRP: 'Groups',
  ORO: 'Organization roles',
  PRM: 'Permissions',
  IDP: 'Identity providers',
  CRD: 'Signing in',
  FED: 'Signing in through identity providers',
  SIS: 'Sign-in settings',
  INV: 'Invitations',
  APC: 'API clients',
  RLP: 'Sign-in applications',
  API: 'Registered APIs',
  ORG: 'Organizations',
  KEY: 'Signing keys',
  MAI: 'Mail',
  AUD: 'Audit trail',
  SYS: 'The server itself',
}

const names = Object.keys(catalogue) as ProblemName[]
const areaOf = (name: ProblemName): string => catalogue[name].code.split('-')[1] ?? ''

/** docs/problems.md: every code, when it happens and what to do about it. */
export function problemsPage(): string {
  const without = names.find((name) => !(areaOf(name) in areas))
  if (without) throw new Error(`${catalogue[without].code}: give its area a title in scripts/problems-page.ts`)
  return `${note}

# Problems

Every request that the API refuses is answered with a body of this form, of the media type \`application/json\`:

| Field | What it holds |
| --- | --- |
| \`type\` | the path of the problem's page on the server, such as \`/docs/problems/PTC-REQ-40401\` |
| \`title\` | the problem in a few words, the same for every request |
| \`status\` | the HTTP status |
| \`detail\` | what is wrong with this request, and what would be right |
| \`instance\` | the path of the request, without its query |
| \`traceId\` | 32 hexadecimal digits; the line of this request in the log has the same ones |
| \`errorCode\` | one of the codes below: what a program should compare with |

A code is never given to another problem. Every server has a page for each code, at \`/docs/problems/<code>\`. The
OAuth endpoints under \`/identity\` answer the errors of RFC 6749 instead: \`{"error", "error_description"}\`.

${Object.entries(areas)
  .map(([area, title]) => `## ${title}\n\n${areaTable(area)}\n`)
  .join('\n')}`
}

const areaTable = (area: string): string =>
  table(
    ['Code', 'Status', 'What it means and what to do'],
    names
      .filter((name) => areaOf(name) === area)
      .sort((one, another) => (catalogue[one].code < catalogue[another].code ? -1 : 1))
      .map((name) => {
        const { code: errorCode, status, title, help } = catalogue[name]
        const anchor = `<a id="${errorCode.toLowerCase()}"></a>`
        return [`${anchor}${code(errorCode)}<br>${code(name)}`, String(status), `**${title}.** ${plain(help)}`]
      }),
  )
