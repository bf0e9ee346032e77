import { parseEmailAddress } from './email-address.ts'

/** How the connection to an SMTP server is encrypted: from the first byte, after STARTTLS, or not at all. */
export const smtpSecurities = ['none', 'starttls', 'tls'] as const
export type SmtpSecurity = (typeof smtpSecurities)[number]

/** An SMTP server and how to sign in to it. */
export interface SmtpServer {
  host: string
  port: number
  security: SmtpSecurity
  username: string | null
  password: string | null
}

/** Whom mail comes from. */
export interface MailSender {
  name: string | null
  address: string
}

const smtpRule =
  'a URL such as smtp://user:password@mail.example.com:587 (STARTTLS) or smtps://… (TLS from the start); ?security=none sends unencrypted'

/**
 * `smtp://` stands for STARTTLS, which the server then has to offer, `smtps://` for TLS from the first byte.
 * @throws Error saying what is allowed
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const asked = url?.searchParams.get('security') ?? undefined
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname || url.hash || !/^\/?$/.test(url.pathname)) {
    throw new Error(smtpRule)
  }
  if (url.password && !url.username) throw new Error(smtpRule)
  const isTls = url.protocol === 'smtps:'
  if ([...url.searchParams.keys()].some((name) => name !== 'security')) throw new Error(smtpRule)
  if (asked !== undefined && (isTls || (asked !== 'none' && asked !== 'starttls'))) throw new Error(smtpRule)
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port ? Number(url.port) : isTls ? 465 : 587,
    security: isTls ? 'tls' : asked === 'none' ? 'none' : 'starttls',
    username: url.username ? decoded(url.username) : null,
    password: url.password ? decoded(url.password) : null,
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Error(`${smtpRule}; a percent sign in a password is written %25`)
  }
}

/** One address that mail can go to: nothing in it could stand for several, or for a header. */
export function isMailAddress(text: string): boolean {
  try {
    parseEmailAddress(text)
    return true
  } catch {
    return false
  }
}

/** @throws Error saying what is allowed */
export function parseMailSender(text: string): MailSender {
  const [, name, address] = /^([^<>\p{Cc}]*)<([^<>]*)>$/u.exec(text.trim()) ?? [undefined, '', text.trim()]
  if (!isMailAddress(address ?? '')) {
    throw new Error("an address such as portico@example.com, or with a name: 'Portico <portico@example.com>'")
  }
  return { name: name?.trim() || null, address: address ?? '' }
}
