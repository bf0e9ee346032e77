import type { IDToken } from 'openid-client'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Names come from people: they are text, and never HTML. */
const text = (value: unknown): string => String(value ?? '').replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
const list = (values: unknown): string => text(Array.isArray(values) && values.length > 0 ? values.join(', ') : 'none')

/** The only page: who is signed in, or how to. */
export const page = (user: IDToken | undefined, problem?: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sample with Express</title>
<h1>Sample with Express</h1>
${problem ? `<p role="alert">${text(problem)}</p>` : ''}
${user ? signedIn(user) : '<p><a href="/sign-in">Sign in</a></p>'}
</html>
`

const signedIn = (
  user: IDToken,
): string => `<p>Signed in as <b>${text(user.name ?? user.sub)}</b>${user.email ? ` (${text(user.email)})` : ''}</p>
<p>Groups: ${list(user.groups)}</p>
<p>Roles: ${list(user.roles)}</p>
<form method="post" action="/refresh"><button>Refresh</button></form>
<form method="post" action="/sign-out"><button>Sign out</button></form>`
