import { postgresUrls } from './postgres-urls.ts'

/** A percent sign in a password must be written as %25, or the driver gives up on it. */
const isDecodable = (text: string): boolean => {
  try {
    return decodeURIComponent(text) !== ''
  } catch {
    return false
  }
}

const urlRule = 'a URL such as postgres://user:password@host:5432/name'

/** 'sqlite' or a PostgreSQL URL @throws Error that says what is allowed */
export const parseDatabase = (text: string): string =>
  text === 'sqlite' ? text : parseUrl(text, `'sqlite' (a file in the data folder) or ${urlRule}`)

/** The URL of one PostgreSQL server @throws Error that says what is allowed */
export const parseDatabaseReplica = (text: string): string => {
  const url = parseUrl(text, urlRule)
  if (postgresUrls(url).length > 1) throw new Error('one host')
  return url
}

function parseUrl(text: string, rule: string): string {
  const urls = /^postgres(ql)?:\/\//.test(text) && isDecodable(text) ? postgresUrls(text) : []
  const [first] = urls
  if (first === undefined || !urls.every((url) => URL.canParse(url))) {
    throw new Error(rule)
  }
  if (new Set(urls).size < urls.length) throw new Error('each host once')
  if (urls.length > 1 && urls.some((url) => new URL(url).host === '')) throw new Error('a name for each host')
  const { searchParams } = new URL(first)
  const modes = searchParams.getAll('sslmode')
  const isAmbiguous = modes.length > 1 || modes.some((mode) => mode !== 'verify-full' && mode !== 'disable')
  // Others mean different things to different programs, and most of them check nothing.
  if (isAmbiguous || ['ssl', 'uselibpqcompat', 'sslnegotiation'].some((name) => searchParams.has(name))) {
    throw new Error('sslmode=verify-full (TLS; the default for another machine) or sslmode=disable in the URL')
  }
  // Portico writes: there is no other server that it could use.
  if (searchParams.getAll('target_session_attrs').some((value) => value !== 'read-write' && value !== 'primary')) {
    throw new Error('target_session_attrs=read-write in the URL, which is what holds without it')
  }
  return text
}
